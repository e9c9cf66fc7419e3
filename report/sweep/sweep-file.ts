/** A sweep's file: JSON, a line a statement, so that two sweeps can be compared line by line. */
import { resolve } from "node:path";
import { ROLES, type Sweep } from "ncsparse-kit/sweep/sweep";
import writeFileAtomic from "write-file-atomic";
import { documentProblem } from "../compute/document-problem.js";
import { InputError } from "../errors.js";
import { readJson } from "../json.js";

/** @throws InputError naming the file and what is wrong with it */
export async function readSweep(file: string): Promise<Sweep> {
  const document = await readJson(file);
  const problem = documentProblem("sweep", document) ?? countProblem(document as Sweep);
  if (problem !== null) throw new InputError(`${file}: ${problem}`);
  return document as Sweep;
}

/** What the schema cannot say. */
function countProblem({ seeds, statements }: Sweep): string | null {
  if (seeds.some((seed, index) => index > 0 && seed <= seeds[index - 1]!)) return '"seeds" must ascend';
  for (const statement of statements) {
    const odd = ROLES.find((role) => statement[role].outcomes.length !== seeds.length);
    if (odd === undefined) continue;
    const { length } = statement[odd].outcomes;
    return `the outcomes of ${statement.id} (${odd}) must be ${seeds.length}, a letter a seed, got ${length}`;
  }
  return null;
}

/** Writes the file whole, or not at all. */
export async function writeSweep(file: string, sweep: Sweep): Promise<void> {
  await writeFileAtomic(resolve(file), sweepJson(sweep));
}

export function sweepJson({ statements, ...facts }: Sweep): string {
  const head = Object.entries(facts).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  const lines = statements.map((statement) => `\n${JSON.stringify(statement)}`).join(",");
  return `{\n${head.join(",\n")},\n"statements": [${lines}\n]\n}\n`;
}
