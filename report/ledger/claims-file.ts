import type { Outcome, Profile } from "ncsparse-kit";
import type { Chapter, ReportDocument } from "../document/model.js";
import type { ClaimsFile } from "../types.js";
import { controlsSound } from "./tally.js";

/** What claims.json says of the project itself. */
export interface ProjectFacts {
  name: string;
  version: string;
  paper: string | null;
}

/** What of a document the record consists of. */
interface RunContent extends Pick<ReportDocument, "ledger"> {
  chapters: readonly Pick<Chapter, "name" | "failures">[];
}

/** The content of claims.json: everything that the seed and the profile determine, and nothing else. */
export function claimsFile(
  project: ProjectFacts,
  run: { profile: Profile; seed: number },
  { chapters, ledger: claims }: RunContent,
): ClaimsFile {
  const count = (outcome: Outcome): number => claims.filter((claim) => claim.outcome === outcome).length;
  return {
    schemaVersion: 2,
    project,
    profile: run.profile,
    seed: run.seed,
    notebooks: chapters.map(({ name, failures }) => ({
      name,
      failures: failures.map(({ cellId, codeCellNumber, kind, ename }) => ({ cellId, codeCellNumber, kind, ename })),
    })),
    summary: {
      claims: claims.length,
      asExpected: claims.filter((claim) => claim.asExpected).length,
      controlsAsExpected: claims.filter(controlsSound).length,
      outcomes: {
        holds: count("holds"),
        violated: count("violated"),
        inconclusive: count("inconclusive"),
        "out of range": count("out of range"),
      },
    },
    claims: [...claims],
  };
}

/** True iff every claim came out as expected, every control as it must and no cell failed. */
export function isClean({ summary, notebooks }: ClaimsFile): boolean {
  const { claims, asExpected, controlsAsExpected } = summary;
  return (
    asExpected === claims && controlsAsExpected === claims && notebooks.every(({ failures }) => failures.length === 0)
  );
}
