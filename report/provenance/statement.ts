/** What provenance.json is: an in-toto Statement (v1) of all files of a report, with SLSA's provenance (v1) as its predicate. */
import type { Profile } from "ncsparse-kit";
import type { RunFile } from "../ledger/run-file.js";

export const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
export const PREDICATE_TYPE = "https://slsa.dev/provenance/v1";
/** docs/provenance.md describes this type of build, and what this builder vouches for: nothing beyond its own word. */
export const BUILD_TYPE = "urn:ncsparse:report:1";
export const BUILDER = "urn:ncsparse:report";

/** What the file is called; it is the one file of a report that it does not name. */
export const PROVENANCE_NAME = "provenance.json";

/** in-toto's ResourceDescriptor, as far as it is used here. */
export interface Descriptor {
  /** A file's path with "/", or what a hash of several things is of. */
  readonly name: string;
  /** Lower-case hexadecimal digits by algorithm. */
  readonly digest: { readonly sha256: string } | { readonly gitCommit: string };
  readonly annotations?: Readonly<Record<string, boolean | string>>;
}

/** A file, or some text, by its SHA-256. */
export interface Hashed extends Descriptor {
  readonly digest: { readonly sha256: string };
}

/** What decides what a report is, beside its materials. */
export interface Parameters {
  /** Name and version. */
  readonly project: string;
  /** Name of the config in the project's folder. */
  readonly config: string;
  readonly profile: Profile;
  readonly seed: number;
  /** Beginnings of the names of the notebooks that were chosen; empty for all. */
  readonly only: readonly string[];
  readonly pdf: boolean;
  /** The variable SOURCE_DATE_EPOCH, which dates the PDF; null where it was not set. */
  readonly sourceDateEpoch: string | null;
}

export interface Statement {
  readonly _type: typeof STATEMENT_TYPE;
  /** Every file of the report but this one. */
  readonly subject: readonly Hashed[];
  readonly predicateType: typeof PREDICATE_TYPE;
  readonly predicate: {
    readonly buildDefinition: {
      readonly buildType: typeof BUILD_TYPE;
      readonly externalParameters: Parameters;
      /** What the report was made from. */
      readonly resolvedDependencies: readonly Descriptor[];
    };
    readonly runDetails: {
      readonly builder: { readonly id: typeof BUILDER; readonly version: Readonly<Record<string, string>> };
      readonly metadata: { readonly startedOn: string; readonly finishedOn: string };
      /** The numbers of each statement of a claim. */
      readonly byproducts: readonly Hashed[];
      /** SLSA has no field for it; one of its own begins with who defines it. */
      readonly ncsparse_machine: RunFile["machine"];
    };
  };
}
