export * from "./bounded-sums.js";
export * from "./chernoff.js";
export * from "./chi-square.js";
export * from "./facts.js";
export * from "./khintchine.js";
