import { measureAtoms } from "./measure-atoms.js";

/** What workers can do: each job is a pure function of its input. */
export const JOBS: { readonly measureAtoms: typeof measureAtoms } = { measureAtoms };

export type Jobs = typeof JOBS;
export type JobName = keyof Jobs;
