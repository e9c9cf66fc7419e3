import { claimsFile } from "../../report/ledger/claims-file.js";
import type { RecordedRun } from "../../report/ledger/compare.js";
import type { LedgerEntry } from "../../report/types.js";

/** A run of these claims, as its files would tell it. */
export function recordedRun(
  claims: readonly LedgerEntry[],
  facts: Partial<Omit<RecordedRun, "claims">> = {},
): RecordedRun {
  const project = { name: "ncsparse", version: "1", paper: "p" };
  const file = claimsFile(project, { profile: "quick", seed: 1 }, { chapters: [], ledger: claims });
  const notebooks = [...new Set(claims.map(({ notebook }) => notebook))].map((name) => ({ name, failures: [] }));
  return { claims: { ...file, notebooks }, durations: {}, partial: false, ...facts };
}
