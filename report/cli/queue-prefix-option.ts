import { Option } from "commander";
import { DEFAULT_PREFIX } from "../queue/address.js";

/** --queue-prefix of the two ends of a queue, which must agree. */
export function queuePrefixOption(): Option {
  return new Option(
    "--queue-prefix <text>",
    `what the names of all keys on the server begin with (default: ${DEFAULT_PREFIX})`,
  );
}
