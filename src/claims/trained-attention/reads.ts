/** What is read off a head on one passage. */
import { growingLengths, type HeadOnPassage } from "../../measure/passages/passage-figures.js";
import { heldOut } from "../../model/trained.js";

/** ln of the keys that a row needs over those that a Gaussian row of its scale needs. */
export const lnNeededRatio = ({ measured, gaussian }: HeadOnPassage): number => measured.lnNeeded - gaussian.lnNeeded;

/** The same of the keys but the nearest. */
export const lnFarRatio = ({ far, farGaussian }: HeadOnPassage): number => far.lnNeeded - farGaussian.lnNeeded;

/** C of needed keys ~ n^C: the least-squares slope of ln k against ln n over the growing rows. */
export function exponentOf(lnNeeded: readonly number[]): number {
  const lnN = growingLengths(heldOut().length).map(Math.log);
  const middle = lnN.reduce((sum, x) => sum + x, 0) / lnN.length;
  const spread = lnN.reduce((sum, x) => sum + (x - middle) ** 2, 0);
  return lnN.reduce((sum, x, r) => sum + (x - middle) * lnNeeded[r]!, 0) / spread;
}

export const exponent = ({ growth }: HeadOnPassage): number => exponentOf(growth.measured);
export const gaussianExponent = ({ growth }: HeadOnPassage): number => exponentOf(growth.gaussian);
