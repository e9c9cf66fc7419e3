/** A reader's own attention, measured beside the law. */
export { exampleHead, type ExampleHead } from "./example-head.js";
export type { Matrix } from "./matrix.js";
export { measureAttention, type Measurement, type MeasuredWindow, type MeasureRequest } from "./measure-attention.js";
export type { Quartiles } from "./quartiles.js";
export { THRESHOLDS, type HeadFigures, type HeadWindow, type MeasureHeadSettings } from "./model/head-figures.js";
export type { HeadArrays, HeadSetting, HeadValues } from "./model/head-source.js";
export type { KeyExponent, LengthGroup } from "./model/exponent.js";
export type { PositionGroup } from "./model/positions.js";
export { measureHead } from "./model/measure-head.js";
export { compareHead, LONGEST_COMPARED, type ComparedHead, type KeptShare } from "./model/compare-head.js";
export type { HeadAnswer, HeadJob } from "./model/head-job.js";
export { headName, measureModel, type MeasuredHead, type MeasureModelRequest } from "./model/measure-model.js";
export { growthOf, summariseHeads, type Growth, type KeyLaw, type ModelSummary } from "./model/summary.js";
