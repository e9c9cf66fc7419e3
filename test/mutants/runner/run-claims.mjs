// Runs claims of the library beside it in the quick profile, in one session; prints what came out as a line of JSON each.
import { findStatement, readSession, runClaim } from "ncsparse";

const session = readSession(process.env);
for (const id of process.argv.slice(2)) {
  let verdict;
  try {
    const { outcome, expected, control } = await runClaim(findStatement(id), session);
    verdict = { outcome, expected: expected.outcome, control: control.outcome, caught: control.asExpected };
  } catch (error) {
    verdict = { thrown: `${error.name}: ${error.message}` };
  }
  process.stdout.write(`${JSON.stringify(verdict)}\n`);
}
// Workers that a claim started would keep the process.
process.stdout.write("", () => process.exit(0));
