/** The ledger as JUnit XML, which CI systems show: a claim is a test case, a failed notebook cell too. */
import { escapeHtml } from "../text/escape.js";
import type { ClaimsFile, LedgerEntry } from "../types.js";
import { problemsOf } from "./tally.js";

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

/** Why a claim counts as failed, every reason; null if it came out as expected and its controls did, too. */
function problemOf(claim: LedgerEntry): string | null {
  const problems = problemsOf(claim);
  return problems.length === 0 ? null : problems.join("; ");
}

/** What no document of XML 1.0 holds, not even as an entity: controls, halves of surrogate pairs, two non-characters. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** What some parser reads as a blank or a line's end: in XML 1.0 the first three, in XML 1.1 the others too. */
const BREAKS = /[\t\n\r\u007f-\u009f\u2028]/g;

/** An attribute's value, which every parser gives back as it was; what XML forbids is escaped as in JSON. */
function escape(text: string): string {
  const allowed = text.replace(FORBIDDEN, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return escapeHtml(allowed).replace(BREAKS, (char) => `&#${char.charCodeAt(0)};`);
}
