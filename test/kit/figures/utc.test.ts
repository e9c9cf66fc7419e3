import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { compileFigure } from "../../../src/kit/figures/svg.js";
import { inUtc } from "../../../src/kit/figures/utc.js";

const ZONES = ["UTC", "America/Los_Angeles", "Asia/Kolkata"];

const MONTHS = {
  $schema: "https://vega.github.io/schema/vega-lite/v5.json",
  description: "Values by month, and by the minute.",
  data: {
    values: [
      { day: "2026-01-01", time: "2026-01-01T00:30", v: 1 },
      { day: "2026/02/01", time: "Feb 1 2026 0:30", v: 2 },
      { day: "Mar 1 2026", time: "2026-03-01T05:30:00+05:30", v: 3 },
    ],
  },
  vconcat: [
    {
      mark: "bar",
      encoding: {
        x: { timeUnit: "yearmonth", field: "day", type: "ordinal", axis: { format: "%b %y" } },
        y: { field: "v", type: "quantitative" },
      },
    },
    {
      transform: [
        { filter: { field: "time", gte: { year: 2026 } } },
        { calculate: "timeFormat(datum.time, '%d %H:%M') + ' hour(' + hours(datum.time)", as: "read" },
      ],
      mark: "point",
      encoding: {
        x: { field: "time", type: "temporal" },
        y: { field: "read", type: "nominal" },
        color: { field: "day", type: "ordinal", timeUnit: "day" },
        tooltip: { field: "time", type: "temporal" },
      },
    },
  ],
};

function drawnIn(zone: string): string {
  const code = `const { renderSvg } = await import("ncsparse"); process.stdout.write(await renderSvg(${JSON.stringify(MONTHS)}));`;
  const env = { ...process.env, TZ: zone };
  return execFileSync(process.execPath, ["--input-type=module", "-e", code], { env, encoding: "utf8" });
}

describe("dates in a figure", () => {
  it("are drawn in UTC: the same bytes whatever the machine's time zone", () => {
    const [utc, ...others] = ZONES.map(drawnIn);
    for (const label of ["Jan 26", "Feb 26", "Mar 26", "01 00:30 hour(0"]) expect(utc).toContain(`>${label}<`);
    for (const other of others) expect(other).toBe(utc);
  });

  it("are handed to the page's client in UTC, which need not know", async () => {
    const compiled = JSON.stringify(await compileFigure(MONTHS));
    expect(compiled).not.toMatch(/"type":"time"|\b(?:timeFormat|datetime|hours)\(/);
    expect(compiled).toContain('"type":"utc"');
    expect(compiled).toContain("2026-02-01T00:30:00.000Z");
  });
});

describe("a figure in UTC", () => {
  it("keeps what only looks like an expression, and rows that hold no dates", () => {
    const spec = {
      title: "year (2026)",
      data: [{ name: "a", values: [{ type: "time", at: "year(2026)" }], format: { parse: { day: "date" } } }],
      marks: [{ encode: { update: { text: { signal: "year(datum.day) + 'year(x)' + my.year(1)" } } } }],
    };
    expect(inUtc(spec)).toEqual({
      ...spec,
      marks: [{ encode: { update: { text: { signal: "utcyear(datum.day) + 'year(x)' + my.year(1)" } } } }],
    });
  });

  it("takes dates without a zone for UTC, and leaves those with one and what is no date", () => {
    const dates = {
      "2026-01-05": "2026-01-05",
      "2026-01-05T10:00": "2026-01-05T10:00Z",
      "2026-01-05T10:00:00.5": "2026-01-05T10:00:00.5Z",
      "2026-01-05T10:00-08:00": "2026-01-05T10:00-08:00",
      "5 Jan 2026 10:00 PST": "5 Jan 2026 10:00 PST",
      "Jan 5, 2026 10:00": "2026-01-05T10:00:00.000Z",
      "not a date": "not a date",
      "": "",
    };
    const values = Object.keys(dates).map((day) => ({ day }));
    const format = { parse: { day: "date" } };
    expect(inUtc({ data: [{ values, format }] })).toEqual({
      data: [{ values: Object.values(dates).map((day) => ({ day })), format }],
    });
  });
});
