/**
 * What a reproduction of any paper is built from: claims and their rules, figures, formulas, random draws, intervals, and
 * what a notebook's cells call. Nothing here knows of attention.
 */
export * from "./claims/index.js";
export * from "./figures/index.js";
export * from "./formula/index.js";
export * from "./notebook/index.js";
export * from "./probability/index.js";
export * from "./random/index.js";
export * from "./sweep/index.js";
