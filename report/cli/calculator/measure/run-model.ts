import type { HeadRef } from "ncsparse";
import { InputError } from "../../../errors.js";
import type { Answer } from "../answer.js";

/**
 * Measures what is more than one head of queries and keys.
 *
 * @throws InputError always: one head of queries and keys is all that can be measured so far
 */
export function runModel(heads: readonly HeadRef[]): Promise<Answer> {
  const got = heads.length === 1 ? `a head's ${heads[0]!.source.kind}` : `more than one head (${heads.length})`;
  return Promise.reject(new InputError(`measure: one head's queries and keys must be given, got ${got}`));
}
