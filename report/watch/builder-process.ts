/** The builder as the watching process sees it: started when first needed, replaced after the code has changed. */
import { fork, type ChildProcess } from "node:child_process";
import { enginePath } from "../root.js";
import type { BuildEnd, FromBuilder, ToBuilder, WatchRequest } from "./builder-messages.js";

/** A builder that was told to end has its kernels to end first; after this many milliseconds it is killed. */
const END_WITHIN_MS = 15_000;

export class Builder {
  #child: ChildProcess | null = null;

  constructor(private readonly onProgress: (line: string) => void) {}

  /** Build once; one build at a time. */
  async build(request: WatchRequest): Promise<BuildEnd> {
    const child = (this.#child ??= start());
    return await new Promise((resolve) => {
      const onMessage = (message: FromBuilder): void => {
        if (message.type === "progress") this.onProgress(message.line);
        else finish(message);
      };
      const onExit = (code: number | null, signal: string | null): void => {
        this.#child = null;
        finish({ type: "failed", message: `the builder ended by itself (${signal ?? String(code)})` });
      };
      const finish = (end: BuildEnd): void => {
        child.off("message", onMessage).off("exit", onExit);
        resolve(end);
      };
      child.on("message", onMessage).on("exit", onExit);
      tell(child, { type: "build", request });
    });
  }

  /** Make the build that runs end soon, as "aborted". */
  abort(): void {
    if (this.#child !== null) tell(this.#child, { type: "abort" });
  }

  /** End the process, with everything that it started; the next build starts another. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const timer = setTimeout(() => child.kill("SIGKILL"), END_WITHIN_MS);
    if (child.connected) child.disconnect();
    await ended;
    clearTimeout(timer);
  }
}

function start(): ChildProcess {
  // Node runs what the compiler wrote, also where this module runs from its source, as under test.
  return fork(enginePath("report", "dist", "watch", "builder.js"), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
}

function tell(child: ChildProcess, message: ToBuilder): void {
  // A child that just ended cannot be told; its end is noticed by itself.
  if (child.connected) child.send(message, () => undefined);
}
