/** `ncsparse sweep` in a process that can be interrupted. Needs the built report. */
import { spawn } from "node:child_process";
import { ownEnv } from "../../support/own-env.js";
import { PROGRAM, type SmallProject } from "../compute/small-project.js";

export class SweepCommand {
  constructor(
    private readonly project: Pick<SmallProject, "config" | "folder">,
    private readonly args: readonly string[],
  ) {}

  /** Runs it until a line like this is told, and sends it SIGINT, once: a second one may find it at its very end. */
  async interruptedAt(line: RegExp): Promise<{ code: number | null; out: string; err: string }> {
    const { config, folder } = this.project;
    const all = [...PROGRAM, "sweep", "--config", config, ...this.args];
    const child = spawn(process.execPath, all, { cwd: folder, env: ownEnv() });
    let [out, err, sent] = ["", "", false];
    child.stderr.on("data", (text: Buffer) => (err += text.toString()));
    child.stdout.on("data", (text: Buffer) => {
      out += text.toString();
      if (sent || !line.test(out)) return;
      sent = true;
      child.kill("SIGINT");
    });
    return await new Promise((resolve) => child.once("close", (code) => resolve({ code, out, err })));
  }
}
