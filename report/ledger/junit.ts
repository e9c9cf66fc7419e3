/** The ledger as JUnit XML, which CI systems show: a statement is a test case, a failed notebook cell too. */
import { outcomeWords, controlOutcome } from "ncsparse-kit/claims/wording";
import { statementsOf } from "../document/statements.js";
import { escapeHtml } from "../text/escape.js";
import { plainWords } from "../text/plain-words.js";
import type { ClaimsFile, LedgerEntry } from "../types.js";
import { nameOf } from "./names.js";
import { versionWords } from "./run-facts.js";
import type { RunFile } from "./run-file.js";
import { problemsOf } from "./tally.js";

/** @param facts what the run was, beside its profile and seed */
export function junitXml(file: ClaimsFile, facts?: Pick<RunFile, "commit" | "versions">): string {
  const suites = file.notebooks.map(({ name, failures }) => {
    const own = file.claims.filter(({ notebook }) => notebook === name).flatMap(statementsOf);
    const cases = [
      ...own.map((statement) => statementCase(name, statement)),
      ...failures.map((failure) =>
        testCase(name, `code cell ${failure.codeCellNumber}`, `${failure.kind}: ${failure.ename}`),
      ),
    ];
    const failed = own.filter((statement) => problemsOf(statement).length > 0).length + failures.length;
    return [
      `  <testsuite name="${escape(name)}" tests="${cases.length}" failures="${failed}" errors="0" skipped="0">`,
      ...properties(file, facts),
      ...cases,
      "  </testsuite>",
    ].join("\n");
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", ...suites, "</testsuites>", ""].join("\n");
}

function properties({ profile, seed }: ClaimsFile, facts?: Pick<RunFile, "commit" | "versions">): string[] {
  const named = [
    ["profile", profile],
    ["seed", String(seed)],
    ...(facts === undefined ? [] : [["commit", facts.commit ?? "none"] as const]),
    ...(facts === undefined ? [] : [["versions", versionWords(facts.versions)] as const]),
  ] as const;
  return [
    "    <properties>",
    ...named.map(([name, value]) => `      <property name="${name}" value="${escape(value)}"/>`),
    "    </properties>",
  ];
}

/** Every reason why it counts as failed; and what came out, which a case that passed does not say. */
function statementCase(suite: string, statement: LedgerEntry): string {
  const problems = problemsOf(statement);
  const { asExpected, headline, control } = statement;
  const expectation = asExpected ? "as expected" : `expected ${statement.expected.outcome}`;
  const told = `${outcomeWords(statement)}, ${expectation}; ${plainWords(headline)}; control ${controlOutcome(control)}`;
  const name = `${nameOf(statement)}. ${plainWords(statement.title)}`;
  return testCase(suite, name, problems.length === 0 ? null : problems.join("; "), told);
}

function testCase(suite: string, name: string, problem: string | null, told?: string): string {
  const head = `    <testcase classname="${escape(suite)}" name="${escape(name)}"`;
  const body = [
    ...(problem === null ? [] : [`<failure message="${escape(problem)}"/>`]),
    ...(told === undefined ? [] : [`<system-out>${escape(told)}</system-out>`]),
  ].join("");
  return body === "" ? `${head}/>` : `${head}>${body}</testcase>`;
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
