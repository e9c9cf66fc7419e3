/**
 * The page's faces, there before the first paint. Browsers load those of a style sheet when text first asks for them, and
 * set that text anew; faces made of bytes are there as soon as they are made.
 */

/** Makes faces of the fonts that the page's style embeds. */
export function adoptFaces(): void {
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules) if (rule instanceof CSSFontFaceRule) adopt(rule.style);
}

function adopt(style: CSSStyleDeclaration): void {
  const font = /base64,([^"')]+)/.exec(style.getPropertyValue("src"))?.[1];
  if (font === undefined) return;
  const bytes = Uint8Array.from(atob(font), (char) => char.charCodeAt(0));
  const descriptor = (name: string, normal: string): string => style.getPropertyValue(name) || normal;
  document.fonts.add(
    new FontFace(style.getPropertyValue("font-family").replaceAll('"', ""), bytes, {
      style: descriptor("font-style", "normal"),
      weight: descriptor("font-weight", "normal"),
      unicodeRange: descriptor("unicode-range", "U+0-10FFFF"),
    }),
  );
}
