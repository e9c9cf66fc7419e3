/** A reader's own attention, measured beside the law. */
export { exampleHead, type ExampleHead } from "./example-head.js";
export type { Matrix } from "./matrix.js";
export {
  measureAttention,
  type Measurement,
  type MeasuredWindow,
  type MeasureRequest,
  type Quartiles,
} from "./measure-attention.js";
