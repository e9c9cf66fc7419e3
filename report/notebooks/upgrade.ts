/**
 * Notebooks of formats 4.0 to 4.4 as ones of 4.5, in memory. Of what the later format asks for, an older notebook lacks only
 * the cells' ids; beside them, what says nothing (empty metadata, a count of a cell that has not run) is filled in where a
 * program left it out. What a cell says is never made up.
 */

/** What a document's format number tells. */
export type Format =
  { kind: "read"; minor: number } | { kind: "older"; major: number } | { kind: "newer"; found: string } | null;

/** The last minor version of format 4. */
const LAST_MINOR = 5;

type Fields = Record<string, unknown>;

/** The format that a document claims to have; null for what claims none. */
export function formatOf(document: unknown): Format {
  if (!isFields(document)) return null;
  const { nbformat: major, nbformat_minor: minor = 0 } = document;
  if (!isCount(major) || !isCount(minor)) return null;
  if (major < 4) return { kind: "older", major };
  return major === 4 ? { kind: "read", minor } : { kind: "newer", found: `${major}.${minor}` };
}

/**
 * A document of format 4 with all that 4.5 asks for; what is wrong with it stays wrong, for the check that follows. The ids
 * that a notebook brings along are kept, also where its format has none; the others say which cell it is, "cell-3".
 */
export function upgraded(document: unknown): unknown {
  if (!isFields(document)) return document;
  const { metadata = {}, cells } = document;
  const minor = Math.max(LAST_MINOR, Number(document.nbformat_minor ?? 0));
  const isOlder = Number(document.nbformat_minor ?? 0) < LAST_MINOR;
  return {
    ...document,
    nbformat_minor: minor,
    metadata: withKernelName(metadata),
    ...(Array.isArray(cells) && { cells: withIds(cells as unknown[], isOlder).map(completed) }),
  };
}

/** The name of a kernel as people see it is its plain name where a program left it out. */
function withKernelName(metadata: unknown): unknown {
  if (!isFields(metadata) || !isFields(metadata.kernelspec)) return metadata;
  const { name } = metadata.kernelspec;
  if (typeof name !== "string") return metadata;
  return { ...metadata, kernelspec: { display_name: name, ...metadata.kernelspec } };
}

const VALID_ID = /^[a-zA-Z0-9_-]{1,64}$/;

/** An older format knows no ids: those that stand there all the same are kept where they can serve. */
function withIds(cells: readonly unknown[], isOlder: boolean): unknown[] {
  const ids = cells.map((cell) => (isFields(cell) ? cell.id : undefined));
  const serves = (id: unknown, index: number): boolean =>
    !isOlder || (typeof id === "string" && VALID_ID.test(id) && ids.indexOf(id) === index);
  const taken = new Set(ids);
  return cells.map((cell, index) => {
    const id = ids[index];
    if (!isFields(cell) || (id !== undefined && serves(id, index))) return cell;
    return { ...cell, id: freeId(`cell-${index + 1}`, taken) };
  });
}

function freeId(wished: string, taken: Set<unknown>): string {
  let id = wished;
  for (let copy = 2; taken.has(id); copy++) id = `${wished}-${copy}`;
  taken.add(id);
  return id;
}

function completed(cell: unknown): unknown {
  if (!isFields(cell)) return cell;
  if (cell.cell_type !== "code") return filled(cell, { metadata: {} });
  const whole = filled(cell, { metadata: {}, execution_count: null });
  const { outputs } = whole;
  return Array.isArray(outputs) ? { ...whole, outputs: outputs.map(completedOutput) } : whole;
}

function completedOutput(output: unknown): unknown {
  if (!isFields(output)) return output;
  const { output_type: type } = output;
  if (type === "execute_result") return filled(output, { metadata: {}, execution_count: null });
  return type === "display_data" ? filled(output, { metadata: {} }) : output;
}

/** With what is missing; what is there keeps its place, as the notebook is written again. */
function filled(fields: Fields, defaults: Fields): Fields {
  const missing = Object.entries(defaults).filter(([name]) => fields[name] === undefined);
  return { ...fields, ...Object.fromEntries(missing) };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}
