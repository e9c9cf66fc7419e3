/** The signal that a kernel aborts when its user interrupts the running cell. */

/** Where the project's kernel (`report/kernel/spec/kernels/tslab/interrupts.cjs`) puts it. */
const CELL_SIGNAL = Symbol.for("ncsparse.cellSignal");

/**
 * The running cell's signal. It also looks for an interrupt whenever it is asked, so that a loop need not pause.
 *
 * @returns undefined between cells, and under kernels that offer none: there nothing is cancelled
 */
export function cellSignal(): AbortSignal | undefined {
  return (globalThis as { [CELL_SIGNAL]?: AbortSignal })[CELL_SIGNAL];
}
