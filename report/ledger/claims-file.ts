import type { ClaimResult, Outcome, Profile } from "ncsparse-kit";
import { statementResults } from "ncsparse-kit/claims/parts";
import type { Chapter, ReportDocument } from "../document/model.js";
import type { ClaimsFile } from "../types.js";
import { controlsSound } from "./tally.js";
import { totalsOf } from "./totals.js";

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
  const totals = totalsOf(claims);
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
      outcomes: outcomesOf(claims),
      statements: {
        total: totals.statements.total,
        asExpected: totals.statements.asExpected,
        controlsAsExpected: totals.controls.asRequired,
        outcomes: outcomesOf(claims.flatMap(statementResults)),
      },
    },
    claims: [...claims],
  };
}

function outcomesOf(list: readonly Pick<ClaimResult, "outcome">[]): Record<Outcome, number> {
  const count = (outcome: Outcome): number => list.filter((one) => one.outcome === outcome).length;
  return {
    holds: count("holds"),
    violated: count("violated"),
    inconclusive: count("inconclusive"),
    "out of range": count("out of range"),
  };
}

/** True iff every claim came out as expected, every control as it must and no cell failed. */
export function isClean({ summary, notebooks }: ClaimsFile): boolean {
  const { claims, asExpected, controlsAsExpected } = summary;
  return (
    asExpected === claims && controlsAsExpected === claims && notebooks.every(({ failures }) => failures.length === 0)
  );
}
