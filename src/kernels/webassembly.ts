/** The part of WebAssembly that the kernels use: TypeScript declares it only together with the browser's whole DOM. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** Adds pages of 64 KiB. */
  grow(pages: number): number;
}

interface WebAssembly {
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new (module: WasmModule) => { readonly exports: unknown };
}

/** A compiled module. */
export type WasmModule = object;

export const webAssembly: WebAssembly = (globalThis as unknown as { WebAssembly: WebAssembly }).WebAssembly;
