import { Argument, Command } from "commander";
import {
  countOf,
  entryLawValue,
  epsJensen,
  epsOrder,
  epsPaper,
  epsTrivial,
  logitBound,
  rowSumBound,
  type Size,
} from "ncsparse";
import { answering, type Answer, type Json } from "./answer.js";
import { integer, lengthOf, nonNegative, share, withLength, type LengthFlags } from "./numbers.js";
import { table } from "../../text/columns.js";
import { showExp } from "../../text/numbers.js";
import { InputError } from "../../errors.js";

interface Flags extends LengthFlags {
  k?: number;
  delta: number;
  R: number;
  sigma?: number;
}

/** `ncsparse bound`: every form of a bound beside the trivial one and the law. */
export function boundCommand(): Command {
  const command = new Command("bound")
    .description("Every form of a statement's bound, the trivial bound, the law, and which is best.")
    .addArgument(new Argument("<item>", "which statement").choices(["T4.3", "L4.2"]))
    .option("--k <k>", "window (T4.3)", integer(1))
    .option("--delta <x>", "failure probability, in (0, 1)", share, 0.1)
    .requiredOption("--R <x>", "largest row scale", nonNegative)
    .option("--sigma <x>", "row scale of the law (default: R)", nonNegative);
  return answering(withLength(command), (flags: Flags, item) => (item === "T4.3" ? theorem43(flags) : lemma42(flags)));
}

const BOUNDS = { eps_paper: epsPaper, eps_jensen: epsJensen, eps_order: epsOrder, trivial: epsTrivial } as const;

function theorem43(flags: Flags): Answer {
  const n = lengthOf("bound", flags);
  const { k, delta, R, sigma = R } = flags;
  if (k === undefined) throw new InputError("bound T4.3: --k must be given");
  if (countOf("bound T4.3", "n", n).value <= k) throw new InputError(`bound T4.3: k must be below n, got ${k}`);
  const scope = { n, k, delta, R };
  const names = Object.keys(BOUNDS) as (keyof typeof BOUNDS)[];
  const ln = Object.fromEntries(names.map((name) => [name, BOUNDS[name].evaluateLn(scope)]));
  const law = entryLawValue(n, k, sigma);
  const best = names.reduce((a, b) => (ln[b]! < ln[a]! ? b : a));
  const rows = names.map((name) => [name, showExp(ln[name]!), remark(name, ln, best)]);
  const applies = law.applies ? "median of one row" : "does not apply: n < 100 exp(sigma^2)";
  return {
    json: {
      item: "T4.3",
      ...lengthJson(n),
      k,
      delta,
      R,
      sigma,
      ...Object.fromEntries(names.map((name) => [name, Math.exp(ln[name]!)])),
      law: Math.exp(law.ln),
      law_applies: law.applies,
      best,
      vacuous: names.filter((name) => isVacuous(name, ln)),
      ln: { ...ln, law: law.ln },
    },
    lines: table(["p_(k+1) <=", "value", ""], [...rows, ["law", showExp(law.ln), applies]]),
  };
}

function remark(name: string, ln: Readonly<Record<string, number>>, best: string): string {
  if (name === best) return "best";
  return isVacuous(name, ln) ? "vacuous" : "";
}

/** What rounding makes of two logarithms that are equal. */
const ROUNDING = 1e-12;

/** A form that is not below the trivial bound is vacuous. */
function isVacuous(name: string, ln: Readonly<Record<string, number>>): boolean {
  return name !== "trivial" && ln[name]! >= ln.trivial! - ROUNDING;
}

function lemma42(flags: Flags): Answer {
  const n = lengthOf("bound", flags);
  const { delta, R } = flags;
  const scope = { n, delta, R };
  const lambda = R === 0 ? 0 : Math.exp(logitBound.evaluateLn(scope));
  const lnSum = rowSumBound.evaluateLn(scope);
  return {
    json: { item: "L4.2", ...lengthJson(n), delta, R, lambda, ln_A_min: -lambda, ln_A_max: lambda, ln_D_min: lnSum },
    lines: table(
      ["for all i != j", "bound"],
      [
        ["|z_ij| <=", showExp(Math.log(lambda))],
        ["A_ij >=", showExp(-lambda)],
        ["A_ij <=", showExp(lambda)],
        ["D_ii >=", showExp(lnSum)],
      ],
    ),
  };
}

/** n where a double holds it, and ln n. */
export function lengthJson(n: Size): Record<string, Json> {
  const { value, ln } = countOf("n", "n", n);
  return { n: value === Infinity ? null : value, ln_n: ln };
}
