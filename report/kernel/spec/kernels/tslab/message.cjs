"use strict";
/**
 * The wire protocol where tslab's own messages are out of reach: it does not export them, and its server knows no
 * `interrupt_request`. https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 */
const { createHmac, randomUUID, timingSafeEqual } = require("crypto");

/**
 * @typedef {object} Request
 * @property {Uint8Array[]} identities ZeroMQ routing prefix
 * @property {{ msg_type: string, session: string, username: string }} header
 */

const DELIMITER = "<IDS|MSG>";
const VERSION = "5.3";

/**
 * Reads a request's header.
 * @param {string} key
 * @param {Uint8Array[]} frames
 * @returns {Request | undefined} nothing if the frames are no message that is signed with `key`
 */
function readRequest(key, frames) {
  const texts = frames.map((frame) => Buffer.from(frame));
  const at = texts.findIndex((frame) => frame.toString("latin1") === DELIMITER);
  const [signature, ...parts] = texts.slice(at + 1, at + 6);
  if (at < 0 || parts.length < 4) return undefined;
  const expected = Buffer.from(sign(key, parts));
  if (signature?.length !== expected.length || !timingSafeEqual(signature, expected)) return undefined;
  return { identities: frames.slice(0, at), header: JSON.parse(String(parts[0])) };
}

/**
 * The frames of a message that answers a request.
 * @param {string} key
 * @param {Request} request
 * @param {string} type
 * @param {object} content
 * @returns {(Uint8Array | string)[]}
 */
function replyFrames(key, { identities, header }, type, content) {
  const { session, username } = header;
  const own = {
    version: VERSION,
    date: new Date().toISOString(),
    session,
    username,
    msg_type: type,
    msg_id: randomUUID(),
  };
  const parts = [own, header, {}, content].map((part) => JSON.stringify(part));
  return [...identities, DELIMITER, sign(key, parts), ...parts];
}

/**
 * @param {string} key
 * @param {(string | Uint8Array)[]} parts
 * @returns {string} hexadecimal
 */
function sign(key, parts) {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

module.exports = { readRequest, replyFrames };
