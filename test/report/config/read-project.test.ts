import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findConfig, findProject } from "../../../report/config/find-project.js";
import { readProject } from "../../../report/config/read-project.js";
import { InputError } from "../../../report/errors.js";
import { enginePath } from "../../../report/root.js";
import { CLAIMS } from "../../../src/claims/registry.js";

let folder: string;
let config: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-config-"));
  config = join(folder, "ncsparse.config.json");
  await mkdir(join(folder, "notebooks", "deeper"), { recursive: true });
  await mkdir(join(folder, "dist"));
  await writeFile(join(folder, "package.json"), '{ "name": "a-project", "version": "1.2.3" }');
  await writeFile(join(folder, "references.bib"), "");
  await writeFile(join(folder, "no-style.csl"), "<style/>");
  await writeFile(join(folder, "own.css"), ".abstract { font-style: italic; background: url(data:,) }");
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

const PAPER = { id: "doi:1", title: "A paper", authors: "A. Author" };
const LEAST = { title: "A title", paper: PAPER };

async function read(content: unknown): Promise<ReturnType<typeof readProject>> {
  await writeFile(config, typeof content === "string" ? content : JSON.stringify(content));
  return readProject(config);
}

describe("a project's config", () => {
  it("may be about no paper at all", async () => {
    expect((await read({ title: "A title" })).paper).toBeNull();
  });

  it("needs a title; all else has a default", async () => {
    expect(await read(LEAST)).toEqual({
      root: folder,
      config,
      name: "a-project",
      version: "1.2.3",
      title: "A title",
      paper: PAPER,
      notebooks: join(folder, "notebooks"),
      article: null,
      code: [],
      codePlace: "folded",
      macros: "",
      bibliography: null,
      citationStyle: null,
      abstract: [],
      provenance: {
        stated: "the paper states it in full",
        reconstructed: "restated with explicit constants from the paper’s prose and proof",
        ours: "not in the paper; the comparison needs it",
      },
      explore: false,
      files: [config],
      theme: { accent: { light: "#14597f", dark: "#82bfe6" }, css: "" },
    });
  });

  it("has Explore panels where the library is installed that computes them, and is refused elsewhere", async () => {
    await writeFile(config, JSON.stringify({ ...LEAST, explore: true }));
    expect(readProject(config, true).explore).toBe(true);
    const message = `${config}: "explore" must be false where the library ncsparse is not installed, got true`;
    expect(() => readProject(config, false)).toThrow(new InputError(message));
    await writeFile(config, JSON.stringify(LEAST));
    expect(readProject(config, false).explore).toBe(false);
  });

  it("resolves its paths from its own folder, and reads its style", async () => {
    const theme = { accent: { light: "#7a2e6e", dark: "#dba0cf" }, stylesheet: "own.css" };
    const more = { notebooks: "notebooks/deeper", code: ["dist"], bibliography: "references.bib", theme };
    expect(await read({ ...LEAST, ...more, provenance: { ours: "added here" } })).toMatchObject({
      notebooks: join(folder, "notebooks", "deeper"),
      code: [join(folder, "dist")],
      bibliography: join(folder, "references.bib"),
      files: [config, join(folder, "references.bib"), join(folder, "own.css")],
      provenance: { stated: "the paper states it in full", ours: "added here" },
      theme: { accent: theme.accent, css: ".abstract { font-style: italic; background: url(data:,) }" },
    });
  });
});

describe("where code stands", () => {
  it.each(["shown", "folded", "appendix"])("may be %s, beside folders of built code", async (place) => {
    const found = await read({ ...LEAST, code: place, built: ["dist"] });
    expect(found).toMatchObject({ codePlace: place, code: [join(folder, "dist")] });
  });

  it("is folded where the field names folders, as it did before there was another for them", async () => {
    expect(await read({ ...LEAST, code: ["dist"] })).toMatchObject({
      codePlace: "folded",
      code: [join(folder, "dist")],
    });
  });
});

describe("macros", () => {
  it("are written as KaTeX, MyST and MathJax have them, with or without a backslash", async () => {
    const macros = { R: "\\mathbb{R}", "\\E": "\\mathbb{E}[#1]", norm: ["|#2|_{#1}", 2, "\\infty"], two: ["#1#1", 2] };
    expect((await read({ ...LEAST, macros })).macros).toBe(
      "\\newcommand{\\R}{\\mathbb{R}}\\newcommand{\\E}[1]{\\mathbb{E}[#1]}" +
        "\\newcommand{\\norm}[2][\\infty]{|#2|_{#1}}\\newcommand{\\two}[2]{#1#1}",
    );
  });
});

const accent = (light: unknown, dark: unknown = "#82bfe6") => ({ ...LEAST, theme: { accent: { light, dark } } });

describe("a bad config is refused in one line that names file, field, requirement and value", () => {
  it.each<[string, unknown, string]>([
    ["no JSON", "{ title", "not JSON: "],
    ["no object", "[]", "the content must be an object: what a project's report is about."],
    ["no title", { paper: PAPER }, '"title" is missing; it must be the report\'s title, Markdown with $TeX$'],
    ["an empty title", { ...LEAST, title: "" }, '"title" must be the report\'s title, Markdown with $TeX$, got ""'],
    ["a title that is no text", { ...LEAST, title: 3 }, "Markdown with $TeX$, got 3"],
    ["a paper's name alone", { ...LEAST, paper: "A paper" }, '"paper" must be an object that names'],
    ["a paper without authors", { ...LEAST, paper: { id: "1", title: "t" } }, '"paper.authors" is missing; it must be'],
    ["a number as id", { ...LEAST, paper: { ...PAPER, id: 1 } }, '"paper.id" must be the paper\'s identifier'],
    ["an unknown field", { ...LEAST, tilte: "t" }, '"tilte" is unknown; there may be $schema, title, paper, notebooks'],
    [
      "an unknown field of the paper",
      { ...LEAST, paper: { ...PAPER, year: 1 } },
      '"paper.year" is unknown; there may be',
    ],
    ["no folder of notebooks", { ...LEAST, notebooks: "nbs" }, '"notebooks" must be the path of a folder that exists'],
    ["a file for notebooks", { ...LEAST, notebooks: "own.css" }, 'seen from the config, got "own.css"'],
    [
      "code that is not there",
      { ...LEAST, code: ["dist", "lib"] },
      '"code.1" must be the path of a folder that exists',
    ],
    [
      "code at an unknown place",
      { ...LEAST, code: "dist" },
      '"code" must be "shown", "folded" or "appendix", or a list',
    ],
    ["built code that is no list", { ...LEAST, built: "dist" }, '"built" must be a list of folders with built code'],
    ["no bibliography", { ...LEAST, bibliography: "x.bib" }, '"bibliography" must be the path of a file that exists'],
    ["a folder for it", { ...LEAST, bibliography: "dist" }, 'seen from the config, got "dist"'],
    [
      "no CSL file",
      { ...LEAST, citationStyle: "x.csl" },
      '"citationStyle" must be the path of a file that exists, seen from the config, got "x.csl"',
    ],
    [
      "a style that is no CSL",
      { ...LEAST, citationStyle: "no-style.csl" },
      '"citationStyle" must be CSL with a layout of citations, got "no-style.csl"',
    ],
    ["macros in a list", { ...LEAST, macros: ["R"] }, '"macros" must be an object of TeX macros that all formulas'],
    ["a macro's odd name", { ...LEAST, macros: { "R 2": "x" } }, '"macros" must be an object whose names are letters'],
    ["a macro that is no TeX", { ...LEAST, macros: { R: 2 } }, '"macros.R" must be TeX, in which #1, #2 stand for'],
    ["ten arguments", { ...LEAST, macros: { R: ["x", 10] } }, '"macros.R'],
    [
      "an open brace",
      { ...LEAST, macros: { R: "{x" } },
      '"macros.R" must be TeX whose braces belong together, got "{x"',
    ],
    ["a final backslash", { ...LEAST, macros: { R: "x\\" } }, '"macros.R" must be TeX whose braces belong together'],
    [
      "too high an argument",
      { ...LEAST, macros: { R: ["#2", 1] } },
      '"macros.R" must be TeX without arguments beyond #1',
    ],
    [
      "a value of no argument",
      { ...LEAST, macros: { R: ["x", 0, "y"] } },
      '"macros.R" must be a macro with an argument',
    ],
    ["a malformed claim", { ...LEAST, abstract: ["a b"] }, '"abstract.0" must be a claim\'s id, got "a b"'],
    ["a claim told twice", { ...LEAST, abstract: ["A", "A"] }, '"abstract" must be a list, without repetition, of the'],
    [
      "an unknown provenance",
      { ...LEAST, provenance: { his: "h" } },
      '"provenance.his" is unknown; there may be stated',
    ],
    ["a provenance unexplained", { ...LEAST, provenance: { ours: "" } }, '"provenance.ours" must be what `ours` means'],
    ["a colour's name", accent("blue"), '"theme.accent.light" must be a colour #rrggbb, got "blue"'],
    [
      "half an accent",
      { ...LEAST, theme: { accent: { light: "#14597f" } } },
      '"theme.accent.dark" is missing; it must be',
    ],
    [
      "a pale accent",
      accent("#ffff00"),
      '"theme.accent.light" must be a colour with a contrast of 4.5 to #fefefd, got',
    ],
    [
      "a dim accent",
      accent("#14597f", "#14597f"),
      '"theme.accent.dark" must be a colour with a contrast of 4.5 to #16',
    ],
    [
      "no stylesheet",
      { ...LEAST, theme: { stylesheet: "x.css" } },
      '"theme.stylesheet" must be the path of a file that',
    ],
  ])("%s", async (_, content, message) => {
    const error: unknown = await read(content).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    const text = (error as Error).message;
    expect(text.startsWith(`${config}: `)).toBe(true);
    expect(text).toContain(message);
    expect(text).not.toContain("\n");
  });

  it.each(["@import 'x.css';", "a { background: url( 'x.png' ) }", "</style><b>"])("CSS %s", async (css) => {
    await writeFile(join(folder, "bad.css"), css);
    await expect(read({ ...LEAST, theme: { stylesheet: "bad.css" } })).rejects.toThrow(
      '"theme.stylesheet" must be CSS that loads nothing: without @import, url() of anything but data, or </style, got "bad.css"',
    );
  });

  it.each([
    [null, "cannot be read (ENOENT)"],
    ["{}", '"name" must be a text, got nothing'],
    ['{ "name": "a", "version": 1 }', '"version" must be a text, got 1'],
  ])("a package.json that is %s", async (manifest, message) => {
    const other = await mkdtemp(join(folder, "other-"));
    await mkdir(join(other, "notebooks"));
    await writeFile(join(other, "c.json"), JSON.stringify(LEAST));
    if (manifest !== null) await writeFile(join(other, "package.json"), manifest);
    expect(() => readProject(join(other, "c.json"))).toThrow(
      new InputError(`${join(other, "package.json")}: ${message}`),
    );
  });
});

describe("the project that a command works on", () => {
  it("is the nearest one upwards", async () => {
    await writeFile(config, JSON.stringify(LEAST));
    expect(findConfig(join(folder, "notebooks", "deeper"))).toBe(config);
    expect(findConfig(folder)).toBe(config);
  });

  it("is missed in one line where there is none", () => {
    expect(() => findConfig(tmpdir())).toThrow(
      `there is no ncsparse.config.json in ${tmpdir()} or above it; name one with --config, or begin a project with`,
    );
    expect(() => findProject(join(folder, "none.json"))).toThrow(
      `${join(folder, "none.json")}: cannot be read (ENOENT)`,
    );
  });
});

describe("this project's own config", () => {
  it("names, for the abstract, claims that have something to tell", () => {
    const { abstract } = readProject(enginePath("ncsparse.config.json"));
    expect(abstract).toHaveLength(5);
    for (const id of abstract) expect(CLAIMS.find((claim) => claim.id === id)?.finding, id).toBeDefined();
  });
});
