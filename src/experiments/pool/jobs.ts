import { measureAtoms } from "./measure-atoms.js";
import { spectralNorms } from "./spectral-norms.js";

/** What workers can do: each job is a pure function of its input. */
export const JOBS: { readonly measureAtoms: typeof measureAtoms; readonly spectralNorms: typeof spectralNorms } = {
  measureAtoms,
  spectralNorms,
};

export type Jobs = typeof JOBS;
export type JobName = keyof Jobs;
