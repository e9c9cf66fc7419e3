/** A kernel's process with a bare client: tests send requests as they like and look at the messages themselves. */
import { setTimeout as sleep } from "node:timers/promises";
import { KernelClient } from "../../../report/kernel/client.js";
import { createConnection } from "../../../report/kernel/connection.js";
import type { ConnectionInfo } from "../../../report/kernel/connection.js";
import { spawnKernel } from "../../../report/kernel/process.js";
import type { KernelProcess } from "../../../report/kernel/process.js";
import type { JsonObject, Message } from "../../../report/kernel/protocol.js";
import { enginePath } from "../../../report/root.js";

/** The reply to a request, and what was published for it, in order. */
export interface Answer {
  reply: JsonObject;
  replyType: string;
  published: Message[];
}

export interface RawKernel {
  child: KernelProcess;
  info: ConnectionInfo;
  send(type: string, content: JsonObject, channel?: "shell" | "control"): string;
  /** Resolves when the request has been replied to and its "idle" has come. */
  answer(id: string): Promise<Answer>;
  execute(code: string, more?: JsonObject): Promise<Answer>;
  /** Asks for an interrupt as front ends do, and returns the request's id. */
  interrupt(): string;
  /** Messages published so far for a request, which may be over. */
  published(id: string): Message[];
  close(): Promise<void>;
}

interface Pending {
  reply: Message | null;
  published: Message[];
  idle: boolean;
  resolve: () => void;
  done: Promise<void>;
}

/** Starts the fixed kernel, and waits until it answers on both channels. */
export async function openRawKernel(): Promise<RawKernel> {
  const connection = await createConnection();
  const child = spawnKernel({
    program: "patched",
    connectionFile: connection.file,
    cwd: enginePath("notebooks"),
    env: {},
    heapMegabytes: undefined,
  });
  const requests = new Map<string, Pending>();
  const settle = (pending: Pending): void => {
    if (pending.reply !== null && pending.idle) pending.resolve();
  };
  const client = new KernelClient(connection.info, {
    onReply(message) {
      const pending = requests.get(message.parent_header.msg_id!)!;
      pending.reply = message;
      settle(pending);
    },
    onPublished(message) {
      const pending = requests.get(message.parent_header.msg_id!)!;
      pending.published.push(message);
      pending.idle ||= message.content.execution_state === "idle";
      settle(pending);
    },
  });
  const kernel: RawKernel = {
    child,
    info: connection.info,
    send(type, content, channel = "shell") {
      const id = client.send(channel, type, content);
      let resolve!: () => void;
      const done = new Promise<void>((fulfil) => (resolve = fulfil));
      requests.set(id, { reply: null, published: [], idle: false, resolve, done });
      return id;
    },
    async answer(id) {
      const pending = requests.get(id)!;
      await pending.done;
      const { header, content } = pending.reply!;
      return { reply: content, replyType: header.msg_type, published: pending.published };
    },
    execute: (code, more) => kernel.answer(kernel.send("execute_request", { ...EXECUTE, code, ...more })),
    interrupt: () => kernel.send("interrupt_request", {}, "control"),
    published: (id) => requests.get(id)!.published,
    async close() {
      await child.kill();
      client.close();
      connection.remove();
    },
  };
  await greet(kernel);
  return kernel;
}

const EXECUTE = { silent: false, store_history: true, user_expressions: {}, allow_stdin: false, stop_on_error: true };

async function greet(kernel: RawKernel): Promise<void> {
  const answers: Promise<"answered">[] = [];
  do {
    answers.push(kernel.answer(kernel.send("kernel_info_request", {})).then(() => "answered"));
  } while ((await Promise.race([...answers, sleep(100, "again")])) === "again");
}

/** Types of the messages published for a request, without "status". */
export function types({ published }: Answer): string[] {
  return published.map(({ header }) => header.msg_type).filter((type) => type !== "status");
}

/** The content of the first message of a type. */
export function contentOf({ published }: Answer, type: string): JsonObject | undefined {
  return published.find(({ header }) => header.msg_type === type)?.content;
}

/** What a request printed to stdout. */
export function printed({ published }: Answer): string {
  const texts = published.filter(({ header }) => header.msg_type === "stream").map(({ content }) => content.text);
  return texts.join("");
}
