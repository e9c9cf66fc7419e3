/** The ledger as JUnit XML, which CI systems show: a claim is a test case, a failed notebook cell too. */
import type { ClaimsFile, LedgerEntry } from "../types.js";

export function junitXml({ claims, notebooks }: ClaimsFile): string {
  const suites = notebooks.map(({ name, failures }) => {
    const own = claims.filter((claim) => claim.notebook === name);
    const cases = [
      ...own.map((claim) => testCase(name, `${claim.label}. ${claim.title}`, problemOf(claim))),
      ...failures.map((failure) =>
        testCase(name, `code cell ${failure.codeCellNumber}`, `${failure.kind}: ${failure.ename}`),
      ),
    ];
    const failed = own.filter((claim) => problemOf(claim) !== null).length + failures.length;
    return [
      `  <testsuite name="${escape(name)}" tests="${cases.length}" failures="${failed}" errors="0" skipped="0">`,
      ...cases,
      "  </testsuite>",
    ].join("\n");
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", ...suites, "</testsuites>", ""].join("\n");
}

function testCase(suite: string, name: string, problem: string | null): string {
  const head = `    <testcase classname="${escape(suite)}" name="${escape(name)}"`;
  return problem === null ? `${head}/>` : `${head}><failure message="${escape(problem)}"/></testcase>`;
}

/** Why a claim counts as failed; null if it came out as expected and its control was caught. */
function problemOf({ asExpected, outcome, expected, control }: LedgerEntry): string | null {
  if (!asExpected) return `came out ${outcome}, expected ${expected.outcome}`;
  return control.caught ? null : `its control came out ${control.outcome} and must be violated`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** XML text; control characters, which XML 1.0 cannot hold, become U+FFFD. */
function escape(text: string): string {
  return text
    .replace(/[&<>"]/g, (char) => ENTITIES[char]!)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "\ufffd");
}
