/** The flags that say which arrays are measured. */
import { InvalidArgumentError, Option, type Command } from "commander";
import type { ArrayRole, RotaryEmbedding } from "ncsparse";
import { InputError } from "../../../errors.js";
import { positive } from "../numbers.js";

export interface DumpFlags {
  q?: string;
  k?: string;
  v?: string;
  logits?: string;
  probabilities?: string;
  names?: Partial<Record<ArrayRole, string>>;
  axes?: string;
  ropeTheta?: number;
  ropeLayout?: RotaryEmbedding["layout"];
}

const ROLES: readonly ArrayRole[] = ["q", "k", "v", "logits", "probabilities"];

export function withDump(command: Command): Command {
  return command
    .argument(
      "[dump...]",
      "files or folders that hold queries and keys, logits or probabilities (.npy, .npz, .safetensors)",
    )
    .option("--q <file>", "queries: n x d, or more axes (docs/calculator.md)")
    .option("--k <file>", "keys, as many columns; their heads divide those of the queries")
    .option("--v <file>", "values, as many rows as keys")
    .option("--logits <file>", "logits, queries x keys, in place of queries and keys")
    .option("--probabilities <file>", "attention probabilities, queries x keys")
    .option("--names <patterns>", "which arrays, e.g. q=layers.{layer}.q,k=layers.{layer}.k", namesOf)
    .option("--axes <axes>", "what the axes are, e.g. batch,n,heads,d")
    .option("--rope-theta <x>", "turn queries and keys by rotary embedding of this base, e.g. 10000", positive)
    .addOption(new Option("--rope-layout <layout>", "its planes (default: half)").choices(["half", "interleaved"]));
}

/** role=pattern, comma-separated. */
function namesOf(text: string): Partial<Record<ArrayRole, string>> {
  const names: Partial<Record<ArrayRole, string>> = {};
  for (const part of text.split(",")) {
    const at = part.indexOf("=");
    const role = ROLES.find((one) => one === part.slice(0, Math.max(0, at)).trim());
    const pattern = part.slice(at + 1).trim();
    if (role === undefined || pattern === "" || role in names) {
      throw new InvalidArgumentError(
        "it must be role=pattern, comma-separated, of the roles q, k, v, logits, probabilities.",
      );
    }
    names[role] = pattern;
  }
  return names;
}

/** The rotary embedding that queries and keys still lack; undefined where they are as a model multiplies them. */
export function rotaryOf({ ropeTheta, ropeLayout }: DumpFlags): RotaryEmbedding | undefined {
  if (ropeTheta === undefined) {
    if (ropeLayout !== undefined) throw new InputError("measure: --rope-layout says how --rope-theta turns; give both");
    return undefined;
  }
  return { theta: ropeTheta, layout: ropeLayout ?? "half" };
}
