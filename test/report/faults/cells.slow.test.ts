/** Every failing cell that there is a fixture of, in one report. */
import { describe } from "vitest";
import { KINDS, OTHERS, testFaults } from "./failing-cells.js";

describe("a report in which every notebook but one fails", () => testFaults([...KINDS, ...OTHERS]));
