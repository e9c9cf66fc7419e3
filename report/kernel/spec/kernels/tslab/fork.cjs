"use strict";
/**
 * The TypeScript of cells, as tslab calls it: the package `typescript`, with what the fork adds that tslab brings
 * (`@tslab/typescript-for-tslab`). The fork is of 5.0, which knows neither `using` nor the types of today.
 */
const ts = require("typescript");
const { withNearest } = require("./did-you-mean.cjs");
const { getQuickInfoAtPosition } = require("./quick-info.cjs");
const { withOthers } = require("./with-others.cjs");

/** What the package exports and its types leave out.
 * @type {any} */
const internal = ts;

const ADDED = {
  getDefaultTypeRoots,
  getNullTransformationContext: () => internal.nullTransformationContext,
  getPreEmitDiagnosticsOfFiles,
  getQuickInfoAtPosition,
  Completions: { ...internal.Completions, getCompletionsAtPositionForTslab },
};

/**
 * @param {string} cwd
 * @param {{ directoryExists: (folder: string) => boolean }} host
 * @returns {string[]} the folders of packages' types in `cwd` and above
 */
function getDefaultTypeRoots(cwd, { directoryExists }) {
  const roots = ts.getEffectiveTypeRoots({}, { getCurrentDirectory: () => cwd }) ?? [];
  return roots.filter((root) => directoryExists(root));
}

/**
 * tslab gives no host, and TypeScript asks one for the names of modules.
 * @param {unknown} _host
 * @param {ts.Program} program
 * @param {...unknown} rest
 */
function getCompletionsAtPositionForTslab(_host, program, ...rest) {
  const host = {
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => program.getCompilerOptions(),
  };
  return internal.Completions.getCompletionsAtPosition(host, program, ...rest);
}

/**
 * @param {ts.Program} program
 * @param {readonly ts.SourceFile[]} files
 */
function getPreEmitDiagnosticsOfFiles(program, files) {
  const ofProgram = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
  const ofFiles = files.flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
    ...program.getDeclarationDiagnostics(file),
  ]);
  const checker = program.getTypeChecker();
  return ts.sortAndDeduplicateDiagnostics([...ofProgram, ...ofFiles]).map((one) => withNearest(checker, one));
}

module.exports = { fork: withOthers(ts, ADDED) };
