/** A passage through the model, each head measured as it passes. */
import { captureHeads, type CapturedHead } from "../../model/forward.js";
import { rotationOf, type Rotation } from "../../model/rotary.js";
import { passageTokens } from "../../model/trained.js";
import type { LanguageModel } from "../../model/weights.js";

/**
 * What is measured of each head, layer by layer.
 *
 * @throws RangeError as `captureHeads`
 */
export function eachHead<T>(
  model: LanguageModel,
  passage: string,
  measure: (head: CapturedHead, rotation: Rotation) => T,
): T[] {
  const tokens = passageTokens(passage);
  const { ropeTheta, headDim } = model.config;
  const rotation = rotationOf(ropeTheta, headDim, tokens.length);
  const measured: T[] = [];
  captureHeads(model, tokens, (head) => void measured.push(measure(head, rotation)));
  return measured;
}
