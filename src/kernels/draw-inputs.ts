import type { InputModel, Stream } from "ncsparse-kit/random";
import { instantiate, type Kernels } from "./instance.js";

/** Draws made in the kernels' memory at a time. */
const CHUNK = 8192;

const UNIFORM = 0;
const NORMAL = 1;

const SQRT3 = Math.sqrt(3);

let shared: { readonly kernels: Kernels; readonly drawn: Float64Array } | undefined;

/**
 * What `drawInput` of src/kit/random writes, bit for bit, several times as fast: independent entries of the input model, one
 * stream position each.
 *
 * @param scale standard deviation of an entry, finite and >= 0
 */
export function drawInputs(stream: Stream, model: InputModel, out: Float64Array, scale = 1): void {
  if (!(scale >= 0 && scale < Infinity)) {
    throw new RangeError(`drawInputs: scale must be finite and >= 0, got ${scale}`);
  }
  if (model === "gaussian") {
    fill(stream, NORMAL, out, scale);
    return;
  }
  fill(stream, UNIFORM, out, 1);
  if (model === "uniform") for (let i = 0; i < out.length; i++) out[i] = (2 * out[i]! - 1) * SQRT3 * scale;
  else for (let i = 0; i < out.length; i++) out[i] = out[i]! < 0.5 ? -scale : scale;
}

function fill(stream: Stream, law: number, out: Float64Array, scale: number): void {
  const { kernels, drawn } = (shared ??= open());
  const { k0, k1, c2, c3 } = stream.identity;
  for (let start = 0; start < out.length; start += CHUNK) {
    const count = Math.min(CHUNK, out.length - start);
    kernels.draws(law, k0, k1, c2, c3, stream.position, count, scale, kernels.heapBase);
    out.set(count === CHUNK ? drawn : drawn.subarray(0, count), start);
    stream.seek(stream.position + count);
  }
}

/** Kernels with room for a chunk, which stays where it is. */
function open(): { readonly kernels: Kernels; readonly drawn: Float64Array } {
  const kernels = instantiate().float64;
  const { memory, heapBase } = kernels;
  const missing = heapBase + 8 * CHUNK - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  return { kernels, drawn: new Float64Array(memory.buffer, heapBase, CHUNK) };
}
