/**
 * The browser that ships inside the npm package `@sparticuz/chromium` (headless, Linux x64). It is unpacked once, beside
 * the packages, together with the shared libraries and the fallback font for machines that lack them.
 */
import { execFile } from "node:child_process";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createBrotliDecompress } from "node:zlib";
import { packagesFolder } from "../cache/packages-folder.js";
import { extractArchive } from "./extract-archive.js";

const run = promisify(execFile);

/** Where the browser is, and what its environment needs besides. */
export interface NpmBrowser {
  executablePath: string;
  env: Record<string, string>;
}

/** `--version` of a freshly unpacked browser on a busy machine. */
const VERSION_TIMEOUT_MS = 20_000;

/** Unpacks the browser where that was not done before; null on systems it was not built for. */
export async function npmBrowser(): Promise<NpmBrowser | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const packed = packedFolder();
  if (packed === null) return null;
  const folder = await unpack(packed);
  const executablePath = join(folder, "chromium");
  const fonts = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_FILE: join(folder, "fonts.conf") };
  if (await starts(executablePath, fonts)) return { executablePath, env: fonts };
  // Bare machines lack NSS, NSPR or expat: the package's own copies go before whatever is there.
  const libraries = [join(folder, "lib"), process.env.LD_LIBRARY_PATH ?? ""].filter((path) => path !== "");
  const env = { ...fonts, LD_LIBRARY_PATH: libraries.join(":") };
  return (await starts(executablePath, env)) ? { executablePath, env } : null;
}

async function starts(executablePath: string, env: Record<string, string>): Promise<boolean> {
  try {
    await run(executablePath, ["--version"], { env: { ...process.env, ...env }, timeout: VERSION_TIMEOUT_MS });
    return true;
  } catch {
    return false;
  }
}

/** The package's folder of compressed files, or null where it is not installed. */
function packedFolder(): string | null {
  try {
    const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
    // The entry is build/<kind>/index.*: the files stand in bin/ beside build/.
    const folder = join(dirname(dirname(dirname(entry))), "bin");
    return existsSync(join(folder, "chromium.br")) ? folder : null;
  } catch {
    return null;
  }
}

/** Unpacks into a folder that appears whole or not at all: several reports may start at once. */
async function unpack(packed: string): Promise<string> {
  const version = (JSON.parse(readFileSync(join(packed, "..", "package.json"), "utf8")) as { version: string }).version;
  const home = packagesFolder(packed) ?? mkdtempSync(join(tmpdir(), "ncsparse-"));
  const folder = join(home, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const fresh = mkdtempSync(join(home, "unpacking-"));
  try {
    await fill(fresh, packed, folder);
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another process was faster: its folder is as good.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function fill(fresh: string, packed: string, final: string): Promise<void> {
  const browser = createWriteStream(join(fresh, "chromium"), { mode: 0o755 });
  await pipeline(createReadStream(join(packed, "chromium.br")), createBrotliDecompress(), browser);
  for (const archive of ["al2023.tar.br", "fonts.tar.br"]) await extractArchive(join(packed, archive), fresh);
  writeFileSync(join(fresh, "fonts.conf"), fontsConf(final));
}

/** The package's own configuration names folders in /tmp; this one names where the fonts are. */
function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, "fonts")}</dir>
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
}
