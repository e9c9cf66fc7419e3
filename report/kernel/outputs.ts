/**
 * A cell's outputs, gathered from iopub messages as the Jupyter specification says: adjacent text of one stream is one
 * output, `clear_output` empties the cell, `update_display_data` replaces what was shown under its id in any cell.
 */
import type { DisplayOutput, MimeBundle, Output, ResultOutput, StreamOutput } from "../types.js";
import type { JsonObject } from "./protocol.js";

/** Displays that have an id, by id: every output that an update must reach. One a kernel. */
export type Displays = Map<string, { data: MimeBundle; metadata: Record<string, unknown> }[]>;

/** MIME types whose data nbformat stores as JSON; all others are text. */
const JSON_MIME = /^application\/(.*\+)?json$/;

export class OutputCollector {
  readonly outputs: Output[] = [];
  #bytes = 0;
  #overflowed = false;
  #clearBeforeNext = false;

  /**
   * @param limitBytes UTF-8 bytes of text and data that are kept
   * @param displays those of the kernel
   * @param onOutput told of each output as it comes; a piece of a stream comes as an output of its own
   */
  constructor(
    readonly limitBytes: number,
    private readonly displays: Displays,
    private readonly onOutput: (output: Output) => void = () => undefined,
  ) {}

  /** Whether outputs were left out because they exceed the limit. */
  get overflowed(): boolean {
    return this.#overflowed;
  }

  /** Takes one iopub message; those that are no output (status, execute_input) change nothing. */
  take(type: string, content: JsonObject): void {
    switch (type) {
      case "stream":
        this.#add({ output_type: "stream", name: streamName(content.name), text: asText(content.text) });
        break;
      case "display_data":
        this.#addDisplay({ output_type: "display_data", ...bundle(content) }, content);
        break;
      case "execute_result": {
        const count = asCount(content.execution_count);
        this.#addDisplay({ output_type: "execute_result", execution_count: count, ...bundle(content) }, content);
        break;
      }
      case "error":
        this.#add({ output_type: "error", ...errorText(content) });
        break;
      case "update_display_data":
        this.#update(content);
        break;
      case "clear_output":
        if (content.wait === true) this.#clearBeforeNext = true;
        else this.#clear();
        break;
    }
  }

  /** Adds what the runner itself has to say, whatever the limit. */
  addError(ename: string, evalue: string, traceback: string[]): void {
    const output: Output = { output_type: "error", ename, evalue, traceback };
    this.outputs.push(output);
    this.onOutput(output);
  }

  /** Removes error outputs named `ename`. */
  dropErrors(ename: string): void {
    const kept = this.outputs.filter((output) => output.output_type !== "error" || output.ename !== ename);
    this.outputs.splice(0, this.outputs.length, ...kept);
  }

  #clear(): void {
    this.outputs.length = 0;
    this.#bytes = 0;
    this.#clearBeforeNext = false;
  }

  #add(output: Output): boolean {
    if (this.#clearBeforeNext) this.#clear();
    const fitting = this.#fit(output);
    if (fitting === null) return false;
    const last = this.outputs.at(-1);
    if (fitting.output_type === "stream" && last?.output_type === "stream" && last.name === fitting.name) {
      last.text = asText(last.text) + asText(fitting.text);
    } else {
      // A stream output is copied, because text is joined to it and the callback keeps the piece.
      this.outputs.push(fitting.output_type === "stream" ? { ...fitting } : fitting);
    }
    this.onOutput(fitting);
    return fitting === output;
  }

  /** The output, or what of it fits: the beginning of a text, nothing of anything else. */
  #fit(output: Output): Output | null {
    if (this.#overflowed) return null;
    const size = sizeOf(output);
    if (this.#bytes + size <= this.limitBytes) {
      this.#bytes += size;
      return output;
    }
    this.#overflowed = true;
    if (output.output_type !== "stream") return null;
    const room = this.limitBytes - this.#bytes;
    return room > 0 ? beginning(output, room) : null;
  }

  /** Adds an output with a bundle. One whose id is known already is an update of the earlier ones, too. */
  #addDisplay(output: DisplayOutput | ResultOutput, content: JsonObject): void {
    const id = displayId(content);
    if (!this.#add(output) || id === null) return;
    this.#update(content);
    this.displays.set(id, [...(this.displays.get(id) ?? []), output]);
  }

  #update(content: JsonObject): void {
    const id = displayId(content);
    if (id === null) return;
    for (const shown of this.displays.get(id) ?? []) Object.assign(shown, bundle(content));
  }
}

function beginning(output: StreamOutput, bytes: number): StreamOutput {
  // A character that the cut splits decodes to U+FFFD; it goes.
  const text = Buffer.from(asText(output.text))
    .subarray(0, bytes)
    .toString("utf8")
    .replace(/\uFFFD$/, "");
  return { ...output, text };
}

function sizeOf(output: Output): number {
  return output.output_type === "stream"
    ? Buffer.byteLength(asText(output.text))
    : Buffer.byteLength(JSON.stringify(output));
}

/** Data and metadata as nbformat wants them: text for every type that is not JSON. */
function bundle(content: JsonObject): { data: MimeBundle; metadata: Record<string, unknown> } {
  const data = Object.entries(asObject(content.data)).map(([mime, value]) => [
    mime,
    JSON_MIME.test(mime) ? value : asText(value),
  ]);
  return { data: Object.fromEntries(data) as MimeBundle, metadata: asObject(content.metadata) };
}

/** ename, evalue and traceback of an `error` message or of a failed `execute_reply`. */
export function errorText(content: JsonObject): { ename: string; evalue: string; traceback: string[] } {
  const traceback = Array.isArray(content.traceback) ? content.traceback.map(String) : [];
  return { ename: asText(content.ename ?? "Error"), evalue: asText(content.evalue ?? ""), traceback };
}

function displayId(content: JsonObject): string | null {
  const id = asObject(content.transient).display_id;
  return typeof id === "string" ? id : null;
}

function streamName(name: unknown): "stdout" | "stderr" {
  return name === "stderr" ? "stderr" : "stdout";
}

function asCount(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** nbformat's multiline text, or whatever else a cell displayed as text, as one string. */
function asText(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(String).join("");
  return value === undefined ? "" : JSON.stringify(value);
}
