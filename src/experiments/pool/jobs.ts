import { measureAtoms } from "./measure-atoms.js";
import { measureHeadJob } from "../../measure/model/head-job.js";
import { spectralNorms } from "./spectral-norms.js";

/** What workers can do: each job is a pure function of its input. */
export const JOBS: {
  readonly measureAtoms: typeof measureAtoms;
  readonly measureHeadJob: typeof measureHeadJob;
  readonly spectralNorms: typeof spectralNorms;
} = {
  measureAtoms,
  measureHeadJob,
  spectralNorms,
};

export type Jobs = typeof JOBS;
export type JobName = keyof Jobs;
