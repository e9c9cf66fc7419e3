/** A client's three sockets to one kernel. What messages mean is `kernel.ts`'s concern. */
import { randomUUID } from "node:crypto";
import { Dealer, Subscriber } from "zeromq";
import { channelAddress } from "./connection.js";
import type { ConnectionInfo } from "./connection.js";
import { createRequest, decode, encode, ProtocolError } from "./protocol.js";
import type { JsonObject, Message } from "./protocol.js";

/** Options of every socket: no limit on queues (the kernel's output is limited by bytes), no waiting on close. */
const SOCKET_OPTIONS = { linger: 0, sendHighWaterMark: 0, receiveHighWaterMark: 0, reconnectInterval: 50 } as const;
const SUBSCRIBER_OPTIONS = { linger: 0, receiveHighWaterMark: 0, reconnectInterval: 50 } as const;

export interface ClientListener {
  /** A reply on shell or control. */
  onReply(message: Message): void;
  /** A message on iopub. */
  onPublished(message: Message): void;
}

export class KernelClient {
  readonly #session = randomUUID();
  readonly #shell = new Dealer(SOCKET_OPTIONS);
  readonly #control = new Dealer(SOCKET_OPTIONS);
  readonly #iopub = new Subscriber(SUBSCRIBER_OPTIONS);

  /** Connects, or rather begins to: ZeroMQ goes on trying until the kernel has bound its sockets. */
  constructor(
    private readonly info: ConnectionInfo,
    listener: ClientListener,
  ) {
    this.#shell.connect(channelAddress(info, "shell"));
    this.#control.connect(channelAddress(info, "control"));
    this.#iopub.connect(channelAddress(info, "iopub"));
    this.#iopub.subscribe();
    void this.#read(this.#shell, (message) => listener.onReply(message));
    void this.#read(this.#control, (message) => listener.onReply(message));
    void this.#read(this.#iopub, (message) => listener.onPublished(message));
  }

  /** Sends a request and returns its id, which replies and published messages name as their parent's. */
  send(channel: "shell" | "control", type: string, content: JsonObject): string {
    const message = createRequest(type, content, this.#session);
    const socket = channel === "shell" ? this.#shell : this.#control;
    // Unlimited queues take a message at once; what can still fail is a socket closed meanwhile, when none waits.
    socket.send(encode(message, this.info.key)).catch(() => undefined);
    return message.header.msg_id;
  }

  close(): void {
    for (const socket of [this.#shell, this.#control, this.#iopub]) socket.close();
  }

  /** Hands over messages until the socket is closed. */
  async #read(socket: Dealer | Subscriber, handle: (message: Message) => void): Promise<void> {
    try {
      for await (const frames of socket) {
        const message = this.#decode(frames);
        if (message !== null) handle(message);
      }
    } catch (error) {
      // Closing a socket may fail the read that waits on it.
      if (!socket.closed) throw error;
    }
  }

  /** A message that is not signed with our key is not the kernel's; it is dropped, as every Jupyter client does. */
  #decode(frames: Buffer[]): Message | null {
    try {
      return decode(frames, this.info.key);
    } catch (error) {
      if (error instanceof ProtocolError) return null;
      throw error;
    }
  }
}
