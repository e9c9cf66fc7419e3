import { closeSync, openSync, readSync } from "node:fs";

/** Up to `length` bytes of a file from a place on; fewer where it ends before. */
export function readBytes(path: string, position: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const file = openSync(path, "r");
  try {
    let done = 0;
    for (let read = -1; read !== 0 && done < length; done += read) {
      read = readSync(file, bytes, done, length - done, position + done);
    }
    return bytes.subarray(0, done);
  } finally {
    closeSync(file);
  }
}
