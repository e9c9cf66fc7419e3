import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createRequest, decode, encode, ProtocolError, sign } from "../../../report/kernel/protocol.js";
import { enginePath } from "../../../report/root.js";

/** Frames written and signed by Python's hmac module (see the file), so that the two sides cannot err alike. */
const canned = JSON.parse(readFileSync(enginePath("test/fixtures/protocol/execute-reply.json"), "utf8")) as {
  key: string;
  frames: string[];
};
const frames = (): Buffer[] => canned.frames.map((frame) => Buffer.from(frame));
const [IDENTITY, , SIGNATURE, HEADER, PARENT, METADATA, CONTENT] = [0, 1, 2, 3, 4, 5, 6] as const;

/** Signs changed frames anew, so that the change itself is what decode meets. */
function resigned(changed: Buffer[]): Buffer[] {
  changed[SIGNATURE] = Buffer.from(sign(canned.key, changed.slice(HEADER, CONTENT + 1)));
  return changed;
}

describe("decode", () => {
  it("reads a message that another implementation signed", () => {
    const message = decode(frames(), canned.key);
    expect(message.identities.map(String)).toEqual([canned.frames[IDENTITY]]);
    expect(message.header).toMatchObject({ msg_type: "execute_reply", msg_id: "b-2", version: "5.3" });
    expect(message.parent_header).toMatchObject({ msg_type: "execute_request", msg_id: "a-1" });
    expect(message.metadata).toEqual({ started: "2024-04-03T10:00:00Z" });
    expect(message.content).toEqual({ status: "ok", execution_count: 3, text: "n^C ≥ 漢字" });
    expect(message.buffers.map(String)).toEqual(["raw bytes"]);
  });

  it("refuses another key's signature, a changed part, and a signature of another length", () => {
    const message = "decode: the signature must be that of the connection's key";
    expect(() => decode(frames(), "another key")).toThrow(new ProtocolError(message));
    for (const part of [HEADER, PARENT, METADATA, CONTENT]) {
      const changed = frames();
      changed[part] = Buffer.from("{}");
      expect(() => decode(changed, canned.key), String(part)).toThrow(message);
    }
    const short = frames();
    short[SIGNATURE] = short[SIGNATURE]!.subarray(0, 10);
    expect(() => decode(short, canned.key)).toThrow(message);
  });

  it("does not parse what is not signed", () => {
    const changed = frames();
    changed[CONTENT] = Buffer.from("{ not JSON");
    expect(() => decode(changed, canned.key)).toThrow("signature");
  });

  it("refuses truncated messages", () => {
    expect(() => decode([], canned.key)).toThrow("decode: a message must hold the frame <IDS|MSG>");
    for (let count = 2; count < CONTENT + 1; count++) {
      const left = Math.max(0, count - HEADER);
      expect(() => decode(frames().slice(0, count), canned.key)).toThrow(
        `decode: 4 frames must follow the signature, got ${left}`,
      );
    }
  });

  it("refuses signed parts that are not JSON objects, naming the part", () => {
    const broken = frames();
    broken[METADATA] = Buffer.from("{");
    expect(() => decode(resigned(broken), canned.key)).toThrow(/^decode: metadata must be JSON: /);
    const list = frames();
    list[CONTENT] = Buffer.from("[1]");
    expect(() => decode(resigned(list), canned.key)).toThrow("decode: content must be a JSON object, got [1]");
    const nameless = frames();
    nameless[HEADER] = Buffer.from("{}");
    expect(() => decode(resigned(nameless), canned.key)).toThrow("decode: header.msg_id must be a string");
  });
});

describe("encode", () => {
  it("gives the frames of the canned message back, byte for byte", () => {
    expect(encode(decode(frames(), canned.key), canned.key).map(String)).toEqual(canned.frames);
  });

  it("makes requests that decode to themselves, each with an id of its own", () => {
    const [first, second] = [1, 2].map(() => createRequest("execute_request", { code: "é" }, "session"));
    expect(decode(encode(first!, "key"), "key")).toEqual(first);
    expect(first!.header.msg_id).not.toBe(second!.header.msg_id);
    expect(first!.header).toMatchObject({ session: "session", msg_type: "execute_request" });
  });
});
