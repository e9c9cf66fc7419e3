/** The page as the watching server sends it: with a script that reloads it, which its policy lets run. */
import { bundleScript } from "../page/assets/client-bundle.js";
import { scriptSource } from "../page/assets/csp.js";

/** Where the server tells of changes. */
export const EVENTS_PATH = "/.live/events";

const POLICY = /(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)/;

/** The script, bundled. */
export async function liveScript(): Promise<string> {
  return (await bundleScript("live.ts", { EVENTS_PATH: JSON.stringify(EVENTS_PATH) })).code;
}

/** The page with the script at its end; the script learns from its element which version it stands in. */
export function withLiveScript(html: string, script: string, version: string): string {
  const more = { "script-src": scriptSource(script), "connect-src": "'self'" };
  const permitted = html.replace(POLICY, (_, open: string, policy: string, close: string) => {
    return open + extendPolicy(policy, more) + close;
  });
  const at = permitted.lastIndexOf("</body>");
  const element = `<script data-version="${version}">${script}</script>\n`;
  return at < 0 ? permitted + element : permitted.slice(0, at) + element + permitted.slice(at);
}

/** Adds a source to each of the named directives; one that permits nothing, or is not there, permits that source alone. */
function extendPolicy(policy: string, more: Readonly<Record<string, string>>): string {
  const directives = new Map(
    policy.split(";").map((directive) => {
      const [name = "", ...sources] = directive.trim().split(/\s+/);
      return [name, sources] as const;
    }),
  );
  for (const [name, source] of Object.entries(more)) {
    const others = (directives.get(name) ?? []).filter((other) => other !== "'none'");
    directives.set(name, [...others, source]);
  }
  return [...directives].map(([name, sources]) => [name, ...sources].join(" ")).join("; ");
}

/** What stands where no report was written yet. */
export const WAITING_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'none'">
<meta name="color-scheme" content="light dark">
<title>The report is being made</title>
</head>
<body><main><p>The report is being made. This page shows it as soon as it is there.</p></main></body>
</html>
`;
