/** veraPDF, the judge of PDF/UA: a program of its own, which is asked where it is installed. */
import { execFile } from "node:child_process";

/** What `verapdf --format json` says of a file, as far as it is read here. Versions before 1.26 give one result, no list. */
interface Report {
  report: { jobs: { validationResult?: Result | Result[]; taskException?: unknown }[] };
}
interface Result {
  compliant: boolean;
  details: { ruleSummaries: { clause: string; testNumber: number; status: string; failedChecks?: number }[] };
}

/** True where `verapdf` is on the PATH and starts. */
export async function hasVeraPdf(): Promise<boolean> {
  return await new Promise((resolve) => execFile("verapdf", ["--version"], (error) => resolve(error === null)));
}

/** The rules of PDF/UA-1 that a file breaks by veraPDF, with how often: `7.3-1: 2`. */
export async function brokenRules(pdf: string): Promise<string[]> {
  const args = ["--flavour", "ua1", "--format", "json", pdf];
  // It exits with 1 for a file that breaks a rule, and says so on stdout all the same.
  const output = await new Promise<string>((resolve) =>
    execFile("verapdf", args, { maxBuffer: 2 ** 28 }, (_error, stdout) => resolve(stdout)),
  );
  return readVeraPdf(output);
}

/** @throws Error for output that is no report, or of a file that could not be read */
export function readVeraPdf(output: string): string[] {
  const { report } = JSON.parse(output) as Report;
  return report.jobs.flatMap(({ validationResult, taskException }) => {
    const results = validationResult === undefined ? [] : [validationResult].flat();
    if (results.length === 0)
      throw new Error(`readVeraPdf: a file must have a result, got ${JSON.stringify(taskException)}`);
    return results.flatMap(({ compliant, details }) => {
      const failed = details.ruleSummaries.filter(({ status }) => status.toLowerCase() === "failed");
      const rules = failed.map(
        ({ clause, testNumber, failedChecks }) => `${clause}-${testNumber}: ${failedChecks ?? 1}`,
      );
      return compliant || rules.length > 0 ? rules : ["not compliant, by no rule"];
    });
  });
}
