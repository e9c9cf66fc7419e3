/** What claims come to with many seeds, beside what the stated error rates allow. */
export { calibrate, type Calibration } from "./calibration.js";
export { calibrationChart } from "./calibration-chart.js";
export { differingVerdicts, type DifferingVerdict } from "./differing.js";
export { loadSweep } from "./load-sweep.js";
export { seedsText } from "./seeds-text.js";
export type { Sweep, SweptRole, SweptStatement } from "./sweep.js";
export {
  CALIBRATION_HEADER,
  calibrationTable,
  DIFFERING_HEADER,
  differingTable,
  SWEEP_HEADER,
  sweepRow,
} from "./tables.js";
