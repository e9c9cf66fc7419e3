/** Reports that somebody has tampered with, so that their hashes fit again. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256Of } from "../../../report/sha256.js";
import { hashedNumbers } from "../../../report/provenance/numbers.js";
import type { Statement } from "../../../report/provenance/statement.js";
import type { ClaimsFile } from "../../../report/types.js";

/** Something in which nothing is read-only. */
type Open<T> = T extends object ? { -readonly [K in keyof T]: Open<T[K]> } : T;

export async function editJson<T>(file: string, edit: (value: Open<T>) => void): Promise<void> {
  const value = JSON.parse(await readFile(file, "utf8")) as Open<T>;
  edit(value);
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

export async function editProvenance(out: string, edit: (statement: Open<Statement>) => void): Promise<void> {
  await editJson(join(out, "provenance.json"), edit);
}

/** Changes claims.json, and then provenance.json so that nothing shows it but the numbers themselves. */
export async function forgeClaims(out: string, edit: (claims: Open<ClaimsFile>) => void): Promise<void> {
  const file = join(out, "claims.json");
  await editJson(file, edit);
  const text = await readFile(file, "utf8");
  await editProvenance(out, ({ subject, predicate }) => {
    subject.find(({ name }) => name === "claims.json")!.digest.sha256 = sha256Of(text);
    predicate.runDetails.byproducts = hashedNumbers(JSON.parse(text) as ClaimsFile);
  });
}
