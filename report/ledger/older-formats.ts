/** Records of earlier versions, brought into the present format: a run is compared with one that an older version made. */

type Json = Record<string, unknown>;

/**
 * A claims.json of format 1 in format 2: no claim had parts, every control was to be violated, and at which draw a bound
 * was taken was not told. What is malformed stays so: the schema names it.
 */
export function upgraded(file: unknown): unknown {
  if (!isRecord(file) || file.schemaVersion !== 1) return file;
  const { summary, claims, ...rest } = file;
  return { ...rest, schemaVersion: 2, summary: upgradedSummary(summary), claims: each(claims, upgradedClaim) };
}

function upgradedSummary(summary: unknown): unknown {
  if (!isRecord(summary)) return summary;
  const { controlsCaught, ...rest } = summary;
  return { ...rest, controlsAsExpected: controlsCaught };
}

function upgradedClaim(claim: Json): Json {
  const { control, cells, ...rest } = claim;
  return {
    ...rest,
    schemaVersion: 2,
    cells: each(cells, upgradedCell),
    control: isRecord(control) ? upgradedControl(control) : control,
    parts: [],
    aliases: [],
  };
}

function upgradedControl({ caught, cells, ...rest }: Json): Json {
  return { ...rest, expected: "violated", selfTest: false, asExpected: caught, cells: each(cells, upgradedCell) };
}

function upgradedCell(cell: Json): Json {
  return { ...cell, boundAt: null };
}

function each(list: unknown, change: (entry: Json) => Json): unknown {
  return Array.isArray(list) ? list.map((entry: unknown) => (isRecord(entry) ? change(entry) : entry)) : list;
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
