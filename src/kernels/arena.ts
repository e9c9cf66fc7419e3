import type { WasmMemory } from "./webassembly.js";

const PAGE = 65536;
const ALIGNMENT = 64; // a cache line

/** Room in an instance's memory, handed out in order and taken back all at once. */
export class Arena {
  private next: number;

  /**
   * @param base where free memory starts
   * @param ceiling how many bytes the memory may grow to
   */
  constructor(
    private readonly memory: WasmMemory,
    private readonly base: number,
    private readonly ceiling: number,
  ) {
    this.next = align(base);
  }

  /** Takes everything back. */
  reset(): void {
    this.next = align(this.base);
  }

  /**
   * Room for `bytes` bytes: its address, a multiple of 64. Views taken earlier may have lost their memory.
   *
   * @throws RangeError if the ceiling does not allow it
   */
  take(bytes: number): number {
    const address = this.next;
    const end = align(address + bytes);
    if (end > this.ceiling) {
      throw new RangeError(`Arena.take: ${end} bytes are needed, the ceiling is ${this.ceiling}`);
    }
    const missing = end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    this.next = end;
    return address;
  }
}

function align(address: number): number {
  return Math.ceil(address / ALIGNMENT) * ALIGNMENT;
}
