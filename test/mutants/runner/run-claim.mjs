// Runs one claim of the library beside it in the quick profile and prints what came out as one line of JSON.
import { findClaim, readSession, runClaim } from "ncsparse";

let verdict;
try {
  const { outcome, expected, control } = await runClaim(findClaim(process.argv[2]), readSession(process.env));
  verdict = { outcome, expected: expected.outcome, control: control.outcome, caught: control.caught };
} catch (error) {
  verdict = { thrown: `${error.name}: ${error.message}` };
}
process.stdout.write(JSON.stringify(verdict), () => process.exit(0));
