/** Whether the files of a report are those that its provenance.json names. */
import { hashesIn } from "../provenance/hash.js";
import { PROVENANCE_NAME, type Hashed } from "../provenance/statement.js";
import { LOCK, MANIFEST } from "../publish.js";

/** What a report's folder may hold beside what was hashed: the hashes, and what the next report needs to know. */
const UNNAMED: readonly string[] = [PROVENANCE_NAME, MANIFEST, LOCK];

const SHORT_DIGITS = 12;

/** What is missing, changed, or there in excess, a line each, in the order of names. */
export async function fileDifferences(folder: string, subject: readonly Hashed[]): Promise<string[]> {
  const found = new Map([...(await hashesIn(folder))].filter(([name]) => !UNNAMED.includes(name)));
  const recorded = new Map(subject.map(({ name, digest }) => [name, digest.sha256]));
  const names = [...new Set([...found.keys(), ...recorded.keys()])].sort();
  return names.flatMap((name) => {
    if (!found.has(name)) return [`MISSING ${name}`];
    if (!recorded.has(name)) return [`EXTRA ${name}: no file of this report`];
    if (found.get(name) === recorded.get(name)) return [];
    return [`CHANGED ${name}: ${changeOf(recorded.get(name)!, found.get(name)!, subject)}`];
  });
}

function changeOf(recorded: string, found: string | null, subject: readonly Hashed[]): string {
  if (found === null) return "it is no plain file";
  const other = subject.find(({ digest }) => digest.sha256 === found);
  if (other !== undefined) return `it is the file that is recorded as ${other.name}`;
  const [short, before] = [found, recorded].map((sha256) => sha256.slice(0, SHORT_DIGITS));
  return `its SHA-256 begins with ${short}, and with ${before} where it was recorded`;
}
