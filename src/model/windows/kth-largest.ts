import type { Rows } from "../../attention/pipeline-types.js";

/**
 * The count-th largest of the values: a heap of so many, which most of the others never enter. They are read from the last
 * on, since in a row of attention the last tend to be large.
 *
 * @param count integer in [1, length]
 */
export function kthLargest(values: Rows, count: number): number {
  const heap = new Float64Array(count);
  const first = values.length - count;
  for (let j = 0; j < count; j++) heap[j] = values[first + j]!;
  heapify(heap);
  for (let j = first - 1; j >= 0; j--) {
    if (values[j]! <= heap[0]!) continue;
    heap[0] = values[j]!;
    siftDown(heap, 0, count);
  }
  return heap[0]!;
}

function heapify(heap: Float64Array): void {
  for (let at = (heap.length >> 1) - 1; at >= 0; at--) siftDown(heap, at, heap.length);
}

/** Moves the value at a place down until no child is less. */
function siftDown(heap: Float64Array, at: number, size: number): void {
  const value = heap[at]!;
  // Ends: a child stands behind its parent.
  for (let child = 2 * at + 1; child < size; child = 2 * at + 1) {
    if (child + 1 < size && heap[child + 1]! < heap[child]!) child++;
    if (heap[child]! >= value) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = value;
}
