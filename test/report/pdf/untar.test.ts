import { describe, expect, it } from "vitest";
import { untar } from "../../../report/pdf/untar.js";

/** A tar entry as GNU tar writes it, without the checksum, which the reader does not need. */
function entry(path: string, data: string, type = "0"): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write("0000755\0", 100);
  header.write(`${data.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write(type, 156);
  const body = Buffer.alloc(Math.ceil(data.length / 512) * 512);
  body.write(data);
  return Buffer.concat([header, body]);
}
const END = Buffer.alloc(1024);

describe("untar", () => {
  it("reads plain files with their modes, and skips folders", () => {
    const archive = Buffer.concat([entry("lib/", "", "5"), entry("lib/a.so", "x".repeat(600)), entry("b", ""), END]);
    const files = untar(archive).map(({ path, mode, data }) => [path, mode, data.length]);
    expect(files).toEqual([
      ["lib/a.so", 0o755, 600],
      ["b", 0o755, 0],
    ]);
  });

  it("refuses links, paths outside and cut archives", () => {
    expect(() => untar(entry("a", "", "2"))).toThrow('untar: "a" is no plain file (type 2)');
    expect(() => untar(entry("../a", "x"))).toThrow('untar: "../a" leaves the folder');
    expect(() => untar(entry("a", "x".repeat(600)).subarray(0, 700))).toThrow('untar: "a" is cut short');
  });
});
