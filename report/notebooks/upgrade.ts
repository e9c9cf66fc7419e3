/**
 * Notebooks of formats 4.0 to 4.5 as ones of 4.5, in memory. Of what the later format asks for, an older notebook lacks only
 * the cells' ids; beside them, what says nothing (empty metadata, a count of a cell that has not run, null for no text) is
 * filled in where a program left it out. As in Jupyter, an id that stands twice or can be none is made anew. What a cell says is
 * never made up.
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
  return {
    ...document,
    nbformat_minor: minor,
    metadata: withKernelName(metadata),
    ...(Array.isArray(cells) && { cells: withIds(cells as unknown[]).map(completed) }),
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

/** Ids that stand there are kept where they can serve, the first of equal ones. */
function withIds(cells: readonly unknown[]): unknown[] {
  const ids = cells.map((cell) => (isFields(cell) ? cell.id : undefined));
  const serves = (id: unknown, index: number): boolean =>
    typeof id === "string" && VALID_ID.test(id) && ids.indexOf(id) === index;
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
  const said = withoutNulls(cell, { metadata: {}, source: "", outputs: [] });
  if (cell.cell_type !== "code") return filled(said, { metadata: {} });
  const whole = filled(said, { metadata: {}, execution_count: null });
  const { outputs } = whole;
  return Array.isArray(outputs) ? { ...whole, outputs: outputs.map(completedOutput) } : whole;
}

function completedOutput(output: unknown): unknown {
  if (!isFields(output)) return output;
  const { output_type: type } = output;
  if (type === "stream") return filled(output, { name: "stdout" });
  if (type !== "execute_result" && type !== "display_data") return output;
  const said = withoutNulls(output, { metadata: {} });
  // A form without content is none.
  const data = isFields(said.data) ? withContent(said.data) : said.data;
  const whole = data === undefined ? said : { ...said, data };
  return filled(whole, type === "display_data" ? { metadata: {} } : { metadata: {}, execution_count: null });
}

/** Null, in a field of these, stands for what is empty. */
function withoutNulls(fields: Fields, empty: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value === null && name in empty ? empty[name] : value]),
  );
}

function withContent(forms: Fields): Fields {
  return Object.fromEntries(Object.entries(forms).filter(([, value]) => value !== null));
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
