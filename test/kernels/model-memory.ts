import { Arena, instantiate, numbersAt, type KernelMemory } from "../../src/kernels/index.js";
import { normal, stream } from "../../src/kit/random/index.js";

/** float32 kernels with numbers in their memory. */
export class ModelMemory {
  readonly memory: KernelMemory;
  readonly model: KernelMemory["kernels"]["model"];

  constructor() {
    const kernels = instantiate().float32;
    this.memory = { kernels, arena: new Arena(kernels.memory, kernels.heapBase, 2 ** 24), precision: "float32" };
    this.model = kernels.model;
  }

  /** The address of numbers, with room behind them. */
  put(numbers: ArrayLike<number>, room = 16): number {
    const address = this.take(numbers.length + room);
    numbersAt(this.memory, address, 0, numbers.length).set(Array.from(numbers));
    return address;
  }

  putBytes(bytes: Uint8Array): number {
    const address = this.take(bytes.length);
    new Uint8Array(this.memory.kernels.memory.buffer, address, bytes.length).set(bytes);
    return address;
  }

  /** Room full of numbers that nobody should see. */
  take(count: number): number {
    const address = this.memory.arena.take(4 * count);
    numbersAt(this.memory, address, 0, count).fill(99);
    return address;
  }

  get(address: number, count: number): Float32Array {
    return numbersAt(this.memory, address, 0, count).slice() as Float32Array;
  }

  doubles(address: number, count: number): Float64Array {
    return new Float64Array(this.memory.kernels.memory.buffer, address, count).slice();
  }

  bytes(address: number, count: number): Uint8Array {
    return new Uint8Array(this.memory.kernels.memory.buffer, address, count).slice();
  }
}

/** Normal numbers, the same for the same name. */
export function float32s(count: number, name: string, scale = 1): Float32Array {
  const source = stream(4, "model kernels", name, count);
  return Float32Array.from({ length: count }, () => scale * normal(source));
}
