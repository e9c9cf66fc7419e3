/**
 * The Jupyter wire protocol, version 5: messages as ZeroMQ frames, signed with HMAC-SHA256. Pure functions.
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 *
 * Frames: identities..., `<IDS|MSG>`, signature (hex), header, parent_header, metadata, content, buffers...
 */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

const PROTOCOL_VERSION = "5.3";
const DELIMITER = "<IDS|MSG>";
/** Frames that a signature covers: header, parent_header, metadata, content. */
const SIGNED_FRAMES = 4;

export interface Header {
  msg_id: string;
  session: string;
  username: string;
  /** ISO 8601 */
  date: string;
  msg_type: string;
  version: string;
}

export type JsonObject = Record<string, unknown>;

export interface Message {
  /** ZeroMQ routing prefix; empty in a client's own messages. */
  identities: Buffer[];
  header: Header;
  /** The header of the request that this message belongs to; `{}` in requests. */
  parent_header: Partial<Header>;
  metadata: JsonObject;
  content: JsonObject;
  buffers: Buffer[];
}

/** Frames that are not a message of this protocol, or not one signed with our key. One line says what is wrong. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
}

/** A request of type `type` with a fresh id. */
export function createRequest(type: string, content: JsonObject, session: string): Message {
  const header: Header = {
    msg_id: randomUUID(),
    session,
    username: "ncsparse",
    date: new Date().toISOString(),
    msg_type: type,
    version: PROTOCOL_VERSION,
  };
  return { identities: [], header, parent_header: {}, metadata: {}, content, buffers: [] };
}

/** The signature of `parts`, in hexadecimal. */
export function sign(key: string, parts: readonly Uint8Array[]): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

/** The frames of a message, signed with `key`. */
export function encode(message: Message, key: string): Buffer[] {
  const { header, parent_header, metadata, content } = message;
  const parts = [header, parent_header, metadata, content].map((part) => Buffer.from(JSON.stringify(part)));
  return [...message.identities, Buffer.from(DELIMITER), Buffer.from(sign(key, parts)), ...parts, ...message.buffers];
}

/**
 * The message in `frames`. The signature is checked, in constant time, before anything is parsed.
 * @throws ProtocolError when a frame is missing, the signature is not that of `key`, or a part is not a JSON object
 */
export function decode(frames: readonly Buffer[], key: string): Message {
  const delimiter = frames.findIndex((frame) => frame.toString("latin1") === DELIMITER);
  if (delimiter < 0) throw new ProtocolError(`decode: a message must hold the frame ${DELIMITER}`);
  const parts = frames.slice(delimiter + 2, delimiter + 2 + SIGNED_FRAMES);
  if (parts.length < SIGNED_FRAMES) {
    throw new ProtocolError(`decode: ${SIGNED_FRAMES} frames must follow the signature, got ${parts.length}`);
  }
  requireSignature(frames[delimiter + 1]!, key, parts);
  const [header, parentHeader, metadata, content] = parts;
  return {
    identities: frames.slice(0, delimiter),
    header: parseHeader(header!),
    parent_header: parseObject("parent_header", parentHeader!),
    metadata: parseObject("metadata", metadata!),
    content: parseObject("content", content!),
    buffers: frames.slice(delimiter + 2 + SIGNED_FRAMES),
  };
}

function requireSignature(signature: Buffer, key: string, parts: readonly Buffer[]): void {
  const expected = Buffer.from(sign(key, parts));
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
    throw new ProtocolError("decode: the signature must be that of the connection's key");
  }
}

function parseHeader(frame: Buffer): Header {
  const header = parseObject("header", frame);
  for (const field of ["msg_id", "msg_type"]) {
    if (typeof header[field] !== "string") throw new ProtocolError(`decode: header.${field} must be a string`);
  }
  return header as unknown as Header;
}

function parseObject(part: string, frame: Buffer): JsonObject {
  const value = parseJson(part, frame);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ProtocolError(`decode: ${part} must be a JSON object, got ${JSON.stringify(value)}`);
  }
  return value as JsonObject;
}

function parseJson(part: string, frame: Buffer): unknown {
  try {
    return JSON.parse(frame.toString("utf8"));
  } catch (error) {
    throw new ProtocolError(`decode: ${part} must be JSON: ${(error as Error).message}`);
  }
}
