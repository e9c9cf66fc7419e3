// `npm run mutants [-- --only PREFIX,…] [--jobs N] [--out FILE]`: plants every mutant and writes docs/mutants.md.
import { register } from "node:module";

register("../support/source-loader.mjs", import.meta.url);
const { main } = await import("./runner/main.ts");
process.exitCode = await main(process.argv.slice(2));
