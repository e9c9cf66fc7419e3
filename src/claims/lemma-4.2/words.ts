import { DELTA } from "./samples.js";

export const HYPOTHESES: readonly string[] = [
  "Entries of $X$ independent, mean 0, with variance proxy $\\tau^2$ (Gaussian, uniform or Rademacher).",
  "$W$ fixed before $X$ is drawn.",
];

export const GAUSSIAN_HYPOTHESES: readonly string[] = [
  "Entries of $X$ independent $N(0,1)$.",
  "$W$ fixed before $X$ is drawn.",
];

export const FAILURE_RULE: { readonly delta: number; readonly rule: string } = {
  delta: DELTA,
  rule: "Failures in independently drawn matrices; the Clopper–Pearson interval, each end at 99.9995 %, must lie at or below $\\delta = 0.1$.",
};

export const LOGIT_SCALE = "logit to logit, at the measured 90 % quantile";
