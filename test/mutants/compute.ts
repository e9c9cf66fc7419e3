/** Errors in how the work is shared among machines, and in what is believed of their files. */
import type { Mutant } from "./mutant.js";

const REFUSED = "test/report/compute/refused-shards.test.ts";
const CHECKS = "report/compute/check-shards.ts";
const READING = "report/compute/read-shard.ts";

export const COMPUTE_MUTANTS: readonly Mutant[] = [
  {
    id: "COMPUTE-doubled-cell",
    error: "a cell that two shards measured is counted twice",
    file: CHECKS,
    find: "wanted.delete(name) ? []",
    replace: "wanted.has(name) ? []",
    noticedBy: { file: REFUSED, test: "with a cell that no share has, or that two have" },
  },
  {
    id: "COMPUTE-commit-unknown",
    error: "a shard from outside of a checkout is of another commit",
    file: CHECKS,
    find: "manifest[field] !== null && here[field] !== null",
    replace: "manifest[field] !== null || here[field] !== null",
    noticedBy: { file: REFUSED, test: "commit, where both sides know theirs" },
  },
  {
    id: "COMPUTE-hash-unchecked",
    error: "records of shards are not compared with their hashes in the manifest",
    file: READING,
    find: ".sha256 !== stamp.sha256",
    replace: ".bytes !== stamp.bytes",
    noticedBy: { file: REFUSED, test: "whose manifest has a hash" },
  },
  {
    id: "COMPUTE-draws-differ",
    error: "of two machines that drew differently the later one is right",
    file: READING,
    find: "if (earlier !== null && !isDeepStrictEqual",
    replace: "if (earlier === record && !isDeepStrictEqual",
    noticedBy: { file: REFUSED, test: "where two machines drew differently" },
  },
  {
    id: "COMPUTE-other-data",
    error: "draws of one name are the same whatever data their notebooks declare",
    file: "report/compute/group-cells.ts",
    find: "`${placeOf(cell)} ${name}`",
    replace: "name",
    noticedBy: { file: "test/report/compute/group-cells.test.ts", test: "never mix data" },
  },
  {
    id: "COMPUTE-any-order",
    error: "shares depend on the order in which blocks are listed",
    file: "report/compute/shard.ts",
    find: " || (a.name < b.name ? -1 : 1)",
    replace: "",
    noticedBy: { file: "test/report/compute/shard.test.ts", test: "whatever the order in which they are listed" },
  },
  {
    id: "COMPUTE-cell-measured",
    error: "a cell that no machine measured is measured while its claim is put together",
    file: "src/kit/claims/cells.ts",
    find: 'if (cellRecords === "kept") return',
    replace: "if (cellRecords.length > 0) return",
    noticedBy: { file: "test/kit/claims/cells.test.ts", test: "measures none that is missing" },
  },
];
