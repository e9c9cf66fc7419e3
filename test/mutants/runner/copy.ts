/** A private copy of the project in which errors are planted; the working tree is only read. */
import { build, transform } from "esbuild";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import { enginePath } from "../../../report/root.js";
import type { Mutant } from "../mutant.js";

/** What tests and the library need beside the packages. */
const PARTS = [
  "src",
  "test",
  "report",
  "templates",
  "docs",
  "models",
  "README.md",
  "notebooks",
  "models",
  "package.json",
  "tsconfig.json",
  "tsconfig.base.json",
  "vitest.config.ts",
];
/** Built files stay behind: the copy builds its own. */
const LEFT_OUT = new Set(["dist", "node_modules"]);

export class ProjectCopy {
  private constructor(readonly folder: string) {}

  /** Copies the project and builds its library and the report; one copy serves one mutant at a time. */
  static async make(): Promise<ProjectCopy> {
    const copy = new ProjectCopy(mkdtempSync(join(tmpdir(), "ncsparse-mutants-")));
    for (const part of PARTS) {
      const filter = (path: string): boolean => !LEFT_OUT.has(basename(path)) && !path.endsWith(".tsbuildinfo");
      cpSync(enginePath(part), join(copy.folder, part), { recursive: true, filter });
    }
    copy.linkPackages();
    await copy.build();
    return copy;
  }

  /** Writes the mutant's edit into the sources, and into what is built of them. */
  async plant(mutant: Mutant): Promise<void> {
    const text = readFileSync(enginePath(mutant.file), "utf8");
    // A function, as a string would read $& and its like.
    await this.write(
      mutant.file,
      text.replace(mutant.find, () => mutant.replace),
    );
  }

  /** Takes the edit back. */
  async restore({ file }: Mutant): Promise<void> {
    await this.write(file, readFileSync(enginePath(file), "utf8"));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async write(file: string, text: string): Promise<void> {
    const { code } = await transform(text, { loader: "ts", format: "esm", target: "es2022" });
    writeFileSync(join(this.folder, file), text);
    const built = builtPath(file);
    if (built !== null) writeFileSync(join(this.folder, built), code);
  }

  /** Every package as it is, but the library and its kit are the copy's own. */
  private linkPackages(): void {
    const packages = join(this.folder, "node_modules");
    mkdirSync(packages);
    for (const name of readdirSync(enginePath("node_modules"))) {
      if (name.startsWith(".")) continue;
      const own = OWN_PACKAGES.find((one) => one.name === name);
      const target = own === undefined ? enginePath("node_modules", name) : join(this.folder, own.folder);
      symlinkSync(target, join(packages, name));
    }
  }

  private async build(): Promise<void> {
    const sources = ["src", "report"]
      .flatMap((part) =>
        readdirSync(join(this.folder, part), { recursive: true, encoding: "utf8" }).map((file) => join(part, file)),
      )
      .map((file) => file.replaceAll("\\", "/"))
      .filter((file) => !file.startsWith("src/kernels/assembly/") && !file.endsWith(".d.ts"));
    for (const folder of BUILT) {
      const own = sources.filter((file) => builtFolder(file) === folder);
      await build({
        entryPoints: own.filter((file) => extname(file) === ".ts").map((file) => join(this.folder, file)),
        outdir: join(this.folder, folder, "dist"),
        outbase: join(this.folder, folder),
        format: "esm",
        target: "es2022",
        logLevel: "silent",
      });
      // The report reads its own from beside its sources.
      const data = folder === "report" ? [] : own.filter((one) => extname(one) === ".json" && dirname(one) !== folder);
      for (const file of data) {
        cpSync(join(this.folder, file), join(this.folder, builtPath(file)!));
      }
    }
  }
}

/** The innermost first: the kit lies inside the library's folder. */
const OWN_PACKAGES = [
  { name: "ncsparse-kit", folder: "src/kit" },
  { name: "ncsparse", folder: "src" },
] as const;

const BUILT: readonly string[] = [...OWN_PACKAGES.map(({ folder }) => folder), "report"];

function builtFolder(file: string): string | undefined {
  return BUILT.find((folder) => file.startsWith(`${folder}/`));
}

/** `src/bounds/a.ts` -> `src/dist/bounds/a.js`; null for what is not built. */
function builtPath(file: string): string | null {
  const folder = builtFolder(file);
  if (folder === undefined || extname(file) === ".mjs") return null;
  return `${folder}/dist/${file.slice(folder.length + 1)}`.replace(/\.ts$/, ".js");
}

/** Why a mutant cannot be planted, or null. */
export function plantingProblem({ file, find, replace }: Mutant): string | null {
  if (!/^(?:src|report)\/(?!kernels\/assembly\/|dist\/).*\.ts$/.test(file))
    return `${file} must be a TypeScript source of the library or of the report`;
  if (!existsSync(enginePath(file))) return `${file} must exist`;
  const times = readFileSync(enginePath(file), "utf8").split(find).length - 1;
  if (times !== 1) return `the text to replace must occur exactly once in ${file}, got ${times} times: ${find}`;
  return find === replace ? `the replacement must differ from ${find}` : null;
}
