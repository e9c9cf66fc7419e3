/** Which of tslab's two kernels a notebook is written for. */
import type { CellLanguage } from "../kernel/process.js";
import type { Notebook } from "../types.js";

/** tslab's kernels: cells in TypeScript, and cells in JavaScript, of which TypeScript checks what it can infer. */
export type KernelName = "tslab" | "jslab";

const OF_LANGUAGE: Readonly<Record<string, KernelName>> = { typescript: "tslab", javascript: "jslab" };

/** The notebook's kernel, or why it has none of these: a requirement and what is found. */
export type FoundKernel = { name: KernelName } | { problem: string };

/**
 * By `metadata.kernelspec`, which Jupyter starts; by `metadata.language_info` where a program left that out. A notebook
 * without code needs no kernel.
 */
export function kernelOf({ metadata, cells }: Pick<Notebook, "metadata" | "cells">): FoundKernel {
  const spec = metadata.kernelspec as { name: string } | undefined;
  const language = (metadata.language_info as { name: string } | undefined)?.name;
  if (spec !== undefined) {
    if (spec.name === "tslab" || spec.name === "jslab") return { name: spec.name };
    return { problem: `metadata.kernelspec.name must be "tslab" or "jslab", got "${spec.name}"` };
  }
  if (language !== undefined && Object.hasOwn(OF_LANGUAGE, language)) return { name: OF_LANGUAGE[language]! };
  if (language !== undefined) {
    return {
      problem: `metadata.language_info.name must be "typescript" or "javascript" where no kernelspec is, got "${language}"`,
    };
  }
  if (!cells.some(({ cell_type: type }) => type === "code")) return { name: "tslab" };
  return { problem: `metadata.kernelspec.name must be "tslab" or "jslab", got none; choose the kernel in JupyterLab` };
}

/** What the cells of a notebook that was read are written in. */
export function languageOf(notebook: Pick<Notebook, "metadata" | "cells">): CellLanguage {
  const kernel = kernelOf(notebook);
  return "name" in kernel && kernel.name === "jslab" ? "javascript" : "typescript";
}
