"use strict";
/** Reading the connection file, and refusing what would open the kernel, which runs any code, to other machines. */
const fs = require("fs");

/** Addresses that only this machine can reach: 127.0.0.0/8, ::1 and their name. */
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;

/**
 * @typedef {object} Connection
 * @property {string} transport "tcp" or "ipc"
 * @property {string} ip an address, or for ipc the path that socket names begin with
 * @property {string} key secret that signs messages
 * @property {string} signature_scheme
 */

/**
 * Reads and checks a connection file.
 * @param {string} file
 * @returns {Connection}
 * @throws {Error} one line, when the file cannot be read or asks for anything but a signed, local connection
 */
function readConnection(file) {
  const connection = JSON.parse(fs.readFileSync(file, "utf8"));
  requireLocal(connection);
  if (connection.signature_scheme !== "hmac-sha256") {
    throw new Error(`launcher: signature_scheme must be "hmac-sha256", got "${connection.signature_scheme}"`);
  }
  return connection;
}

/** @param {Connection} connection */
function requireLocal({ transport, ip }) {
  if (transport === "ipc") return;
  if (transport !== "tcp") throw new Error(`launcher: transport must be "tcp" or "ipc", got "${transport}"`);
  if (!LOOPBACK.test(ip)) throw new Error(`launcher: a tcp kernel binds loopback addresses only, got "${ip}"`);
}

/**
 * The ZeroMQ address of one channel, joined as jupyter_client joins it.
 * @param {Connection} connection
 * @param {number} port
 * @returns {string}
 */
function channelAddress({ transport, ip }, port) {
  if (transport === "ipc") return `ipc://${ip}-${port}`;
  return `tcp://${ip.includes(":") ? `[${ip}]` : ip}:${port}`;
}

module.exports = { readConnection, channelAddress };
