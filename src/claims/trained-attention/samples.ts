/** What the family's claims read: the model's heads on held-out passages, drawn once a session. */
import type { Context } from "ncsparse-kit/claims/claim";
import { drawSet } from "ncsparse-kit/claims/draw-set";
import type { Role } from "ncsparse-kit/claims/kinds";
import type { Profile } from "ncsparse-kit/claims/result";
import { stream } from "ncsparse-kit/random";
import { randomOrder } from "../../measure/passages/captured-rows.js";
import { measureHeadOnCopies, type CopyMasses } from "../../measure/passages/copied-line.js";
import { measureHeadOnPassage, type HeadOnPassage } from "../../measure/passages/passage-figures.js";
import { eachHead } from "../../measure/passages/run-passage.js";
import { heldOut, trainedModel } from "../../model/trained.js";
import { HEADS, type HeadName } from "./heads.js";

/** Passages of a claim and of its control, none of them in both. */
type Share = Readonly<Record<Role, number>>;

export const PROSE: Readonly<Record<Profile, Share>> = {
  quick: { claim: 24, control: 12 },
  full: { claim: 72, control: 24 },
};
export const COPIES: Share = { claim: 16, control: 8 };

/** One number a passage. */
export type Read<T> = (head: T) => number;

/** Heads on passages: (passages, heads). */
export class HeadSample<T> {
  constructor(private readonly passages: readonly (readonly T[])[]) {}

  /** One number a passage, of one head. */
  of(head: HeadName, read: Read<T>): Float64Array {
    const at = HEADS.indexOf(head);
    return Float64Array.from(this.passages, (heads) => read(heads[at]!));
  }
}

/** The heads on prose. */
export async function proseSample(context: Context, role: Role): Promise<HeadSample<HeadOnPassage>> {
  const model = await trainedModel();
  const { text } = heldOut();
  const share = PROSE[context.profile];
  const passages = drawSet(context, { path: ["TA", "prose", role], reading: [share.claim, share.control] }, (path) =>
    chosenPassages(text.length, share, role, stream(context.seed, "TA", "prose order")).map((at) => {
      context.signal?.throwIfAborted();
      let head = 0;
      return eachHead(model, text[at]!.passage, (captured, rotation) =>
        measureHeadOnPassage(captured, rotation, stream(context.seed, ...path, at, head++)),
      );
    }),
  );
  return new HeadSample(passages);
}

/** The heads on random lines that are repeated. */
export async function copySample(context: Context, role: Role): Promise<HeadSample<CopyMasses>> {
  const model = await trainedModel();
  const { copy } = heldOut();
  const passages = drawSet(context, { path: ["TA", "copies", role], reading: [COPIES.claim, COPIES.control] }, () =>
    chosenPassages(copy.length, COPIES, role, stream(context.seed, "TA", "copies order")).map((at) => {
      context.signal?.throwIfAborted();
      const { passage, period } = copy[at]!;
      return eachHead(model, passage, (captured, rotation) => measureHeadOnCopies(captured, period, rotation));
    }),
  );
  return new HeadSample(passages);
}

/** Passages of a claim or its control: the first, or the next, of a random order of all. */
export function chosenPassages(
  count: number,
  { claim, control }: Share,
  role: Role,
  source: Parameters<typeof randomOrder>[1],
): number[] {
  const order = [...randomOrder(count, source)];
  return role === "claim" ? order.slice(0, claim) : order.slice(claim, claim + control);
}
