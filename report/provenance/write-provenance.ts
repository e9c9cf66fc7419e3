import { writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { ReportRequest } from "../build.js";
import type { RunFile } from "../ledger/run-file.js";
import type { ClaimsFile } from "../types.js";
import { hashesIn } from "./hash.js";
import { hashedNumbers } from "./numbers.js";
import {
  BUILD_TYPE,
  BUILDER,
  PREDICATE_TYPE,
  PROVENANCE_NAME,
  STATEMENT_TYPE,
  type Descriptor,
  type Hashed,
  type Parameters,
  type Statement,
} from "./statement.js";

/** What a run knows of itself when all its other files are written. */
export interface RunFacts {
  readonly request: Pick<ReportRequest, "project" | "profile" | "seed" | "only" | "pdf">;
  readonly materials: readonly Descriptor[];
  readonly claims: ClaimsFile;
  readonly run: RunFile;
  readonly started: Date;
}

/** Writes provenance.json beside all other files of a report, which must be as they are to stay. */
export async function writeProvenance(folder: string, facts: RunFacts): Promise<void> {
  const hashes = await hashesIn(folder);
  const subject = [...hashes].map(([name, sha256]): Hashed => ({ name, digest: { sha256: sha256! } }));
  await writeFile(join(folder, PROVENANCE_NAME), `${JSON.stringify(statementOf(facts, subject), null, 1)}\n`);
}

function statementOf({ request, materials, claims, run, started }: RunFacts, subject: readonly Hashed[]): Statement {
  return {
    _type: STATEMENT_TYPE,
    subject,
    predicateType: PREDICATE_TYPE,
    predicate: {
      buildDefinition: {
        buildType: BUILD_TYPE,
        externalParameters: parametersOf(request),
        resolvedDependencies: materials,
      },
      runDetails: {
        builder: { id: BUILDER, version: run.versions },
        metadata: { startedOn: started.toISOString(), finishedOn: run.finishedAt },
        byproducts: hashedNumbers(claims),
        ncsparse_machine: run.machine,
      },
    },
  };
}

function parametersOf({ project, profile, seed, only, pdf }: RunFacts["request"]): Parameters {
  return {
    project: `${project.name} ${project.version}`,
    config: relative(project.root, project.config),
    ...{ profile, seed, only, pdf },
    sourceDateEpoch: process.env.SOURCE_DATE_EPOCH ?? null,
  };
}
