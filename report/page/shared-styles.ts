/**
 * KaTeX positions its boxes by thousands of inline styles, of which a few hundred differ. Each that occurs often becomes a
 * class, which takes a tenth off the page.
 */

/** From so many uses on, a class is shorter than the style. */
const OFTEN = 3;

const STYLED = /(<span class="[^"]*)" style="([^"]*)"/g;

/** The HTML with frequent styles as classes, and the rules of those classes. */
export function shareStyles(html: string): { html: string; css: string } {
  const uses = new Map<string, number>();
  for (const [, , style] of html.matchAll(STYLED)) uses.set(style!, (uses.get(style!) ?? 0) + 1);
  const frequent = [...uses].filter(([, count]) => count >= OFTEN).map(([style]) => style);
  const names = new Map(frequent.map((style, index) => [style, `s${index.toString(36)}`]));
  const shared = html.replace(STYLED, (whole, open: string, style: string) => {
    const name = names.get(style);
    return name === undefined ? whole : `${open} ${name}"`;
  });
  return { html: shared, css: [...names].map(([style, name]) => `.${name}{${important(style)}}`).join("") };
}

/** An inline style wins over KaTeX's own rules, so its class must. */
function important(style: string): string {
  const declarations = style.split(";").filter((part) => part.trim() !== "");
  return declarations.map((declaration) => `${declaration}!important`).join(";");
}
