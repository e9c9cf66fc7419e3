/**
 * What an author says of a cell beside its code: the tags of JupyterLab, Jupyter Book and nbclient, JupyterLab's own marks of
 * what is folded, and the options that Quarto reads from comments at a cell's head (`//| echo: false`).
 */
import { parse } from "yaml";
import type { MarkdownCell, CodeCell } from "../types.js";
import { joinText } from "./cells.js";

/** How a part of a cell is shown: as it is, behind a line that opens it, or not at all. */
export type Showing = "shown" | "folded" | "removed";

export interface CellOptions {
  /** The cell is not executed. */
  skips: boolean;
  /** The cell may throw. */
  raises: boolean;
  /** Null: as the project has it. */
  code: Showing | null;
  output: Showing;
  /** Of code and output together. */
  cell: Showing;
  /** Whether what the cell printed to stderr is shown. */
  showsWarnings: boolean;
  /** The name of its figure or table, without `fig-` or `tbl-`. */
  label: string | null;
  /** Captions of its figures, in their order. */
  captions: readonly string[];
  /** What its figure shows, in words. */
  alt: string | null;
  tableCaption: string | null;
  /** It stands at the head of the page instead of in its chapter. */
  isFront: boolean;
  /** It is what is read of a folded chapter. */
  isSummary: boolean;
  /** What cannot be read, or has no meaning here: a line each. */
  problems: readonly string[];
}

/** An option's line; Quarto's sign of a comment is that of the language, and `#` that of its other ones. */
const OPTION_LINE = /^(?:\/\/|#)\|(.*)$/;

/** The lines of options that begin a source, without their signs, and the code after them. */
export function splitOptions(source: string): { options: string[]; code: string } {
  const lines = source.split("\n");
  const end = lines.findIndex((line) => line.trim() !== "" && !OPTION_LINE.test(line));
  const head = end === -1 ? lines : lines.slice(0, end);
  const options = head.flatMap((line) => OPTION_LINE.exec(line)?.[1] ?? []);
  return options.length === 0
    ? { options, code: source }
    : { options, code: end === -1 ? "" : lines.slice(end).join("\n") };
}

/** The code with the same number of lines, in which options are bare comments of TypeScript: what an execution depends on. */
export function codeWithoutOptions(source: string): string {
  const { options, code } = splitOptions(source);
  if (options.length === 0) return source;
  const lines = source.split("\n").length - (code === "" ? 0 : code.split("\n").length);
  return "//|\n".repeat(lines) + code;
}

/** What a cell's metadata and its options say. */
export function optionsOf({ source, metadata }: Pick<CodeCell | MarkdownCell, "source" | "metadata">): CellOptions {
  const problems: string[] = [];
  const own = new OwnOptions(splitOptions(joinText(source)).options, problems);
  const tags = new Set([...texts(metadata.tags), ...own.list("tags")]);
  const jupyter = typeof metadata.jupyter === "object" && metadata.jupyter !== null ? metadata.jupyter : {};
  const { source_hidden: sourceHidden, outputs_hidden: outputsHidden } = jupyter as Record<string, unknown>;
  const isHidden = { input: sourceHidden === true, output: outputsHidden === true || metadata.collapsed === true };
  const [echo, output, include, fold] = (["echo", "output", "include", "code-fold"] as const).map((name) =>
    own.flag(name),
  );
  const showing = (part: string, isRemoved: boolean, isFolded: boolean): Showing =>
    isRemoved || tags.has(`remove-${part}`) ? "removed" : isFolded || tags.has(`hide-${part}`) ? "folded" : "shown";
  const code = showing("input", echo === false, isHidden.input || fold === true);
  const wantsCode = echo === true || fold === false;
  const read = {
    skips: tags.has("skip-execution") || own.flag("eval") === false,
    raises: tags.has("raises-exception") || own.flag("error") === true,
    code: code === "shown" && !wantsCode ? null : code,
    output: showing("output", output === false, isHidden.output),
    cell: showing("cell", include === false, false),
    showsWarnings: own.flag("warning") !== false,
    label: own.text("label")?.replace(/^(?:fig|tbl|lst)-/, "") ?? null,
    captions: own.list("fig-cap"),
    alt: own.text("fig-alt"),
    tableCaption: own.text("tbl-cap"),
    isFront: tags.has("front"),
    isSummary: tags.has("summary"),
  };
  own.tellUnread();
  return { ...read, problems };
}

/** Words that Quarto takes for yes: `echo: fenced`, `code-fold: show`, `output: asis`. */
const YES: Readonly<Record<string, readonly string[]>> = { echo: ["fenced"], output: ["asis"], "code-fold": [] };
/** Words that it takes for no. */
const NO: Readonly<Record<string, readonly string[]>> = { "code-fold": ["show"] };

/** The options at a cell's head, each of which is asked for once. */
class OwnOptions {
  readonly #values: Record<string, unknown>;
  readonly #read = new Set<string>();

  constructor(
    lines: readonly string[],
    private readonly problems: string[],
  ) {
    this.#values = this.#parse(lines);
  }

  #parse(lines: readonly string[]): Record<string, unknown> {
    try {
      // No references: a few lines of them can stand for gigabytes.
      const value: unknown = parse(lines.join("\n"), { maxAliasCount: 0, logLevel: "error" });
      if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
      if (value !== null && value !== undefined)
        this.problems.push(`options must be lines "name: value", got ${said(value)}`);
    } catch (error) {
      this.problems.push(`options cannot be read as YAML: ${(error as Error).message}`);
    }
    return {};
  }

  #take(name: string): unknown {
    this.#read.add(name);
    return Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
  }

  flag(name: string): boolean | null {
    const value = this.#take(name);
    if (value === undefined || typeof value === "boolean") return value ?? null;
    if (typeof value === "string" && YES[name]?.includes(value)) return true;
    if (typeof value === "string" && NO[name]?.includes(value)) return false;
    this.problems.push(`the option "${name}" must be true or false, got ${said(value)}`);
    return null;
  }

  text(name: string): string | null {
    const value = this.#take(name);
    if (value === undefined) return null;
    if (typeof value === "string" || typeof value === "number") return String(value);
    this.problems.push(`the option "${name}" must be a text, got ${said(value)}`);
    return null;
  }

  list(name: string): string[] {
    const value = this.#take(name);
    if (value === undefined) return [];
    if (typeof value === "string") return [value];
    if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
    this.problems.push(`the option "${name}" must be a text or a list of texts, got ${said(value)}`);
    return [];
  }

  tellUnread(): void {
    for (const name of Object.keys(this.#values))
      if (!this.#read.has(name)) this.problems.push(`the option "${name}" has no meaning in a report`);
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function said(value: unknown): string {
  return JSON.stringify(value).slice(0, 100);
}
