import { requireSound, type CellParameters, type Claim, type Context, type Reading } from "../claim.js";
import { noteOrigin } from "../origin.js";
import type { Profile, VerdictRule } from "../result.js";
import type { Verdict } from "../rules.js";
import type {
  Cells,
  Definition,
  DefinitionWithLaw,
  Kind,
  KnownPower,
  Law,
  Measure,
  Measured,
  Role,
} from "./definition.js";

/** What distinguishes a kind of claim. */
interface KindOf<R, M> {
  /** The name of its function, for errors. */
  readonly name: string;
  /** No verdict comes by chance: its cells use up no share of the report's error rate. */
  readonly deterministic: boolean;
  /** Whether a control, too, shows what it is measured against beside what was measured. */
  readonly comparesControl: boolean;
  readonly ruleOf: (definition: R & { readonly rule: string }) => VerdictRule;
  readonly judge: (measurement: M, definition: R) => Verdict;
}

type AnyMeasured = Omit<Measured, "draws"> & { readonly draws?: number | undefined; readonly failures?: number };
type AnyMeasure<M> = Measure<CellParameters, M, unknown>;
type AnyLaw = Law<CellParameters, unknown>;

/**
 * The function that makes claims of a kind.
 *
 * @throws RangeError (the function) if the id is malformed, provenance and restatement contradict each other, or a grid is
 *   empty
 */
export function claimKind<R, M extends AnyMeasured>(kind: KindOf<R, M>): Kind<R, M> {
  function make<P extends CellParameters, Q extends CellParameters, L>(
    definition: R & (Definition<P, Q, M> | DefinitionWithLaw<P, M, L>),
  ): Claim {
    const {
      expects = "holds",
      reason,
      grid,
      measure,
      law,
      control,
      restates,
      item,
      caption,
      chart,
      ...words
    } = definition;
    const reads = (of: unknown, against: unknown, role: Role) =>
      reading(kind, definition, of as AnyMeasure<M>, against as AnyLaw | undefined, role);
    const restated = typeof restates === "string" ? { label: restates } : (restates ?? null);
    const claim = {
      ...words,
      restates: restated,
      item: item ?? restated?.label ?? "none",
      bound: words.bound ?? null,
      useScale: words.useScale ?? null,
      rule: kind.ruleOf(definition),
      deterministic: kind.deterministic,
      expected: { outcome: expects, reason },
      grid: gridOf(grid),
      figure: { caption, chart },
      measure: reads(measure, law, "claim"),
      control: {
        statement: control.statement,
        expects: control.expects ?? "violated",
        selfTest: control.selfTest ?? false,
        power: powerOf(control),
        grid: gridOf<P | Q>(control.grid),
        measure: reads(control.measure ?? measure, control.law, "control"),
      },
    };
    const sound = requireSound(claim as unknown as Claim, kind.name);
    noteOrigin(sound);
    return sound;
  }
  return make;
}

/** A cell read: measured against its law, and judged. */
function reading<R, M extends AnyMeasured>(
  kind: KindOf<R, M>,
  definition: R,
  measure: AnyMeasure<M>,
  law: AnyLaw | undefined,
  role: Role,
): Claim["measure"] {
  return async (cell: CellParameters, context: Context): Promise<Reading> => {
    const measurement = await measure(cell, context, role, law?.(cell, context));
    const { draws = 0, failures = null, note } = measurement;
    const comparison = role === "claim" || kind.comparesControl ? measurement.comparison : undefined;
    return { draws, failures, comparison, note, verdict: kind.judge(measurement, definition) };
  };
}

function powerOf({ power, how = "" }: KnownPower): Claim["control"]["power"] {
  return (context) => {
    const known = typeof power === "function" ? power(context) : power;
    return typeof known === "number" ? { value: known, how } : known;
  };
}

function gridOf<P extends CellParameters>(cells: Cells<P>): Readonly<Record<Profile, readonly P[]>> {
  if (isByProfile(cells)) return cells;
  const list = isList(cells) ? cells : [cells];
  return { quick: list, full: list };
}

function isByProfile<P extends CellParameters>(cells: Cells<P>): cells is Readonly<Record<Profile, readonly P[]>> {
  return "quick" in cells && typeof cells.quick === "object";
}

function isList<P extends CellParameters>(cells: P | readonly P[]): cells is readonly P[] {
  return Array.isArray(cells);
}
