// Compiles assembly/ and writes the module's bytes to wasm-bytes.ts beside this file, so that the library needs no
// compiler and no file beside it. Run it after a change of assembly/: npm run build:kernels
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const HERE = fileURLToPath(new URL(".", import.meta.url));

const FLAGS = [
  "-O3",
  "--converge",
  "--noAssert",
  "--runtime=stub", // nothing is allocated: the memory beyond the heap's base belongs to src/kernels/arena.ts
  "--disable=nontrapping-f2i",
  "--enable=simd",
  "--use=abort=", // the module imports nothing
];

/** @returns {Promise<string>} the text of wasm-bytes.ts */
export async function kernelModule() {
  const folder = mkdtempSync(join(tmpdir(), "ncsparse-kernels-"));
  try {
    const binary = join(folder, "kernels.wasm");
    const { error, stderr } = await asc.main(["assembly/index.ts", "--baseDir", HERE, "--outFile", binary, ...FLAGS]);
    if (error) throw new Error(`build.mjs: assembly/ does not compile\n${stderr.toString()}`);
    return moduleText(readFileSync(binary).toString("base64"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} base64 */
function moduleText(base64) {
  const lines = base64.match(/.{1,112}/g) ?? [];
  return [
    "// Written by build.mjs from assembly/; do not edit.",
    "",
    "/** The WebAssembly module of the kernels, in base64. */",
    "export const WASM_BASE64: string = [",
    ...lines.map((line) => `  "${line}",`),
    '].join("");',
    "",
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(join(HERE, "wasm-bytes.ts"), await kernelModule());
