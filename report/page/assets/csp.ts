/** The page's Content-Security-Policy: it loads nothing, and runs only the scripts whose hashes it names. */
import { createHash } from "node:crypto";

/** The policy for a page with these scripts. Formulas and figures carry inline styles, hence 'unsafe-inline' for them. */
export function contentSecurityPolicy(...scripts: string[]): string {
  return [
    "default-src 'none'",
    "img-src data:",
    "font-src data:",
    "style-src 'unsafe-inline'",
    ...(scripts.length === 0 ? [] : [`script-src ${scripts.map(scriptSource).join(" ")}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** What a policy lets run: a script of this very text. */
export function scriptSource(script: string): string {
  return `'sha256-${createHash("sha256").update(script, "utf8").digest("base64")}'`;
}
