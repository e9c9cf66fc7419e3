import type { WasmMemory } from "./webassembly.js";

/**
 * Views of numbers in the kernels' memory, one for each length and made once: a new one for every row would cost more than
 * many a row does.
 */
export class ViewsByLength<View> {
  private buffer: ArrayBuffer | undefined;
  private views: (View | undefined)[] = [];

  constructor(
    private readonly type: new (buffer: ArrayBuffer, address: number, length: number) => View,
    private readonly memory: WasmMemory,
    private readonly address: (length: number) => number,
  ) {}

  of(length: number): View {
    const { buffer } = this.memory;
    if (this.buffer !== buffer) {
      // The memory has grown, and its views have lost it.
      this.buffer = buffer;
      this.views = [];
    }
    return (this.views[length] ??= new this.type(buffer, this.address(length), length));
  }
}
