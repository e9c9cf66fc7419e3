import { InvalidArgumentError, type Command } from "commander";
import { InputError } from "../errors.js";
import { QUEUE_VARIABLE, queueAddress } from "../queue/address.js";
import type { QueueOptions } from "../queue/report-by-queue.js";
import { queuePrefixOption } from "./queue-prefix-option.js";

/** What these options give. */
export interface QueueFlags {
  queue?: string | true;
  queuePrefix?: string;
  queueTimeout?: number;
}

/** The options of a command that can have its blocks computed by a queue. */
export function addQueueOptions(command: Command, what: string): Command {
  return command
    .option("--queue [url]", `have ${what} computed by workers at redis://HOST:PORT, or at what ${QUEUE_VARIABLE} says`)
    .addOption(queuePrefixOption())
    .option("--queue-timeout <s>", "seconds to go on without any worker (default: wait for one)", parseSeconds);
}

/** @throws InputError for what makes no sense together; undefined where no queue is asked for */
export function queueOf({ queue, queuePrefix, queueTimeout }: QueueFlags): QueueOptions | undefined {
  if (queue === undefined) {
    if (queuePrefix === undefined && queueTimeout === undefined) return undefined;
    throw new InputError("--queue-prefix, --queue-timeout: only --queue has a queue");
  }
  const timeoutMs = queueTimeout === undefined ? Infinity : queueTimeout * 1_000;
  return { address: queueAddress(queue, queuePrefix), timeoutMs };
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (/^\d+$/.test(text) && seconds >= 1 && seconds <= MAX_SECONDS) return seconds;
  throw new InvalidArgumentError(`it must be an integer in [1, ${MAX_SECONDS}].`);
}

/** A year, beyond which nobody waits. */
const MAX_SECONDS = 31_536_000;
