/** The types of entries that are read, all of them exactly. */
export type Dtype = "float16" | "bfloat16" | "float32" | "float64";

/** Bytes of an entry. */
export const DTYPE_BYTES: Readonly<Record<Dtype, number>> = { float16: 2, bfloat16: 2, float32: 4, float64: 8 };

/** A matrix inside a file: structured-clonable, so that a worker thread can read it. */
export interface ArrayRef {
  readonly file: string;
  /** What messages call it, e.g. `dump.npz: layers.3.q[5]`; the file by default. */
  readonly label?: string;
  readonly dtype: Dtype;
  readonly bigEndian?: boolean;
  /** Of entry (0, 0), in bytes. */
  readonly offset: number;
  readonly rows: number;
  readonly columns: number;
  /** In entries. */
  readonly rowStride: number;
  readonly columnStride: number;
}
