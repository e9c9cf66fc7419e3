/**
 * Kernels of a language model's forward pass, in float32. Numbers that are not sizes, counts or factors are addresses; each
 * function's contract stands with its source in assembly/.
 */
export interface ModelKernels {
  readonly addRows: (x: number, rows: number, width: number, y: number, stride: number) => void;
  readonly copyRow: (from: number, n: number, to: number) => void;
  readonly divideRows: (
    x: number,
    rows: number,
    stride: number,
    width: number,
    divisors: number,
    out: number,
    outStride: number,
  ) => void;
  readonly exactRow: (logits: number, n: number, out: number) => number;
  readonly keepLargest: (x: number, n: number, count: number, kept: number) => void;
  readonly keepShare: (x: number, n: number, share: number, kept: number) => void;
  readonly packColumns: (x: number, n: number, d: number, panels: number, room: number) => void;
  readonly packNonzero: (y: number, rows: number, width: number, groups: number, lists: number) => void;
  readonly productNonzero: (
    y: number,
    lists: number,
    groups: number,
    panels: number,
    n: number,
    width: number,
    room: number,
    z: number,
    stride: number,
  ) => void;
  readonly rmsNorm: (x: number, rows: number, width: number, weights: number, eps: number, out: number) => void;
  readonly rotateRows: (x: number, rows: number, d: number, cosines: number, sines: number) => void;
  readonly scaled: (x: number, count: number, factor: number, out: number) => void;
  readonly softenKept: (z: number, n: number, stride: number, kept: number, sum: number) => number;
  readonly softenRows: (z: number, rows: number, stride: number, seen: number, sums: number) => number;
  readonly splitHeads: (
    y: number,
    rows: number,
    stride: number,
    heads: number,
    d: number,
    out: number,
    headRows: number,
  ) => void;
  readonly swiGlu: (gateAndUp: number, rows: number, stride: number, inner: number, out: number) => void;
}
