/** Checking a report by its provenance.json: its files, its claims, and some of its numbers, computed anew. */
import type { Project } from "../config/project.js";
import { InputError } from "../errors.js";
import { readRun } from "../ledger/read-run.js";
import { readProvenance } from "../provenance/read-provenance.js";
import type { ClaimsFile } from "../types.js";
import { Account } from "./account.js";
import { claimDifferences } from "./check-claims.js";
import { fileDifferences } from "./check-files.js";
import { checkSample, type SampleRequest } from "./check-sample.js";

export interface VerifyRequest {
  /** The report's. */
  readonly folder: string;
  /** What is to be computed, and where; null: nothing is. */
  readonly sample: (SampleRequest & { readonly project: Project }) | null;
  /** Says a line of what was checked. */
  readonly tell: (line: string) => void;
}

/**
 * Verifies a report.
 *
 * @returns the exit code: 0 for all as recorded, 1 for a difference, 3 where numbers were to be computed and cannot be here
 * @throws InputError for a folder that holds no report with its provenance; what `checkSample` throws
 */
export async function verifyReport({ folder, sample, tell }: VerifyRequest): Promise<number> {
  const statement = await readProvenance(folder);
  const account = new Account(tell);
  account.check(`${statement.subject.length} files`, await fileDifferences(folder, statement.subject));
  const claims = await claimsOf(folder, account);
  if (claims !== null) {
    const { length } = statement.predicate.runDetails.byproducts;
    account.check(`the numbers of ${length} statements in claims.json`, claimDifferences(claims, statement));
    if (sample !== null) await checkSample({ claims, statement, account }, sample);
  }
  tell(conclusion(account, sample !== null));
  return account.code;
}

/** Null for a file that is another than was recorded, and that cannot be read. */
async function claimsOf(folder: string, account: Account): Promise<ClaimsFile | null> {
  try {
    return (await readRun(folder)).claims;
  } catch (error) {
    if (!(error instanceof InputError) || account.differences === 0) throw error;
    account.giveUp([error.message]);
    return null;
  }
}

function conclusion({ code, differences }: Account, wasAsked: boolean): string {
  if (differences > 0) return `not verified: ${differences} ${differences === 1 ? "difference" : "differences"}`;
  return code === 0 && wasAsked ? "verified" : "verified by hashes alone";
}
