export * from "./drawn-row.js";
export * from "./entry-after-window.js";
export * from "./matrices.js";
export * from "./pool/index.js";
export * from "./output-errors.js";
export * from "./rows.js";
export * as statistics from "./statistics.js";
export * from "./strategies/index.js";
export * from "./window-extremes.js";
