/**
 * Connection files: where a kernel listens, and the key that signs its messages. Whoever can read one can run code as
 * us, so it is 0600 in a folder that is 0700, both gone when the kernel is.
 */
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Transport = "ipc" | "tcp";
export type Channel = "shell" | "iopub" | "stdin" | "control" | "hb";

/** The content of a connection file, as Jupyter defines it. */
export type ConnectionInfo = {
  transport: Transport;
  /** Loopback address, or for ipc the path that the sockets' names begin with. */
  ip: string;
  key: string;
  signature_scheme: "hmac-sha256";
  kernel_name: "tslab";
} & Record<`${Channel}_port`, number>;

export interface Connection {
  info: ConnectionInfo;
  /** Path of the connection file. */
  file: string;
  /** Removes the folder with the file and the sockets; it may be called twice. The end of this process does it, too. */
  remove: () => void;
}

const CHANNELS: readonly Channel[] = ["shell", "iopub", "stdin", "control", "hb"];
/** The length of a socket's path that every POSIX system accepts: macOS has room for 104 bytes with the final zero. */
const MAX_SOCKET_PATH = 103;
/** What temporary folders of ours begin with. */
export const FOLDER_PREFIX = "ncsparse-";
/** Bytes of randomness in the key: as many as the signature has. */
const KEY_BYTES = 32;

/**
 * Writes a connection file into a folder of its own. Sockets in that folder (ipc) are out of other users' reach;
 * Windows has none, so there the kernel listens on free ports of the loopback address.
 */
export async function createConnection(transport: Transport = defaultTransport()): Promise<Connection> {
  const folder = await mkdtemp(join(folderForSockets(), FOLDER_PREFIX));
  const remove = (): void => {
    process.removeListener("exit", remove);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", remove);
  try {
    const info = await connectionInfo(transport, folder);
    const file = join(folder, "connection.json");
    await writeFile(file, JSON.stringify(info), { mode: 0o600, flag: "wx" });
    return { info, file, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The ZeroMQ address of a channel. */
export function channelAddress(info: ConnectionInfo, channel: Channel): string {
  const port = info[`${channel}_port`];
  return info.transport === "ipc" ? `ipc://${info.ip}-${port}` : `tcp://${info.ip}:${port}`;
}

function defaultTransport(): Transport {
  return process.platform === "win32" ? "tcp" : "ipc";
}

/** The temporary folder, unless its path (a setting of the user's) leaves no room for a socket's name. */
export function folderForSockets(): string {
  const longest = join(tmpdir(), `${FOLDER_PREFIX}XXXXXX`, "k-5");
  const fits = process.platform === "win32" || Buffer.byteLength(longest) <= MAX_SOCKET_PATH;
  return fits ? tmpdir() : "/tmp";
}

async function connectionInfo(transport: Transport, folder: string): Promise<ConnectionInfo> {
  const [shell, iopub, stdin, control, hb] =
    transport === "ipc" ? CHANNELS.map((_, index) => index + 1) : await freePorts(CHANNELS.length);
  return {
    transport,
    ip: transport === "ipc" ? join(folder, "k") : "127.0.0.1",
    key: randomBytes(KEY_BYTES).toString("hex"),
    signature_scheme: "hmac-sha256",
    kernel_name: "tslab",
    shell_port: shell!,
    iopub_port: iopub!,
    stdin_port: stdin!,
    control_port: control!,
    hb_port: hb!,
  };
}

/** Different ports that are free now; all are held until the last is found. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  try {
    const listening = servers.map(
      (server) => new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve)),
    );
    await Promise.all(listening);
    return servers.map((server) => (server.address() as AddressInfo).port);
  } finally {
    for (const server of servers) server.close();
  }
}
