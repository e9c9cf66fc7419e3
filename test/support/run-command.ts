import { vi } from "vitest";
import { main } from "../../report/cli/main.js";

/** What a command line came to: its exit code, and what it wrote. */
export interface CommandRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `ncsparse` with arguments in this process. */
export async function runCommand(args: readonly string[]): Promise<CommandRun> {
  const out = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  const err = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  try {
    const code = await main(args);
    const text = (spy: typeof out): string => spy.mock.calls.map(([chunk]) => String(chunk)).join("");
    return { code, out: text(out), err: text(err) };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}
