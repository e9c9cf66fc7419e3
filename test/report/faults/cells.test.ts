/** Every kind of failing cell in one report; how the runner ends a kernel is in ../notebooks/execute.test.ts. */
import { describe } from "vitest";
import { KINDS, testFaults } from "./failing-cells.js";

describe("a report in which every notebook but one fails", () => testFaults(KINDS));
