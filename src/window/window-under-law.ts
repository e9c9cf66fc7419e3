import { lawParameter, lawScale, lawSlope, type LengthLaw } from "../limit/length-law.js";
import { countOf, type Count } from "../limit/sampler/count.js";
import { chooseWindow, type WindowChoice, type WindowRequest } from "./choose-window.js";
import { localExponent } from "./local-exponent.js";

/** As `chooseWindow`, with a law for the row scale. */
export interface LawRequest extends Omit<WindowRequest, "sigma"> {
  readonly law: LengthLaw;
}

export interface LawWindow extends WindowChoice {
  readonly n: Count;
  /** The row scale at n, and sigma / sqrt(2 ln n). */
  readonly sigma: number;
  readonly c: number;
  /** d ln k / d ln n along the law at this length: below 1 the share k / n falls, near 0 the window stops growing. */
  readonly exponent: number;
}

/**
 * The smallest window whose mean total variation is within a budget at one length, where the row scale follows a law, and
 * how the window grows from there.
 *
 * @throws RangeError for what `lawScale`, `chooseWindow` and `localExponent` refuse
 */
export function windowUnderLaw(request: LawRequest): LawWindow {
  const { law, ...rest } = request;
  const n = countOf("windowUnderLaw", "n", request.n);
  const sigma = lawScale(law, n.ln);
  const choice = chooseWindow({ ...rest, sigma });
  const exponent = localExponent(n, choice.k, sigma, lawSlope(law, n.ln));
  return { ...choice, n, sigma, c: lawParameter(law, n.ln), exponent };
}
