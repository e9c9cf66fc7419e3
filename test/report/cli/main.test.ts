import { afterEach, describe, expect, it, vi } from "vitest";
import { commandsFor } from "../../../report/cli/commands.js";
import { main } from "../../../report/cli/main.js";
import { labEnvironment } from "../../../report/cli/lab.js";
import { enginePath, manifestOf } from "../../../report/root.js";

function capture(): () => string {
  const write = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  return () => write.mock.calls.map(([text]) => String(text)).join("");
}
afterEach(() => vi.restoreAllMocks());

describe("bad input on the command line", () => {
  it.each([
    [
      ["report", "--seed", "x"],
      "option '--seed <n>' argument 'x' is invalid. it must be an integer in [0, 4294967295].",
    ],
    [["report", "--seed", "4294967296"], "argument '4294967296' is invalid"],
    [["report", "--profile", "huge"], "argument 'huge' is invalid. Allowed choices are quick, full."],
    [["report", "--only", "99"], "--only 99: no notebook has a name that begins so; there are 00-article"],
    [["report", "--only", ","], "it must be a comma-separated list of names"],
    [["report", "--out", ""], "it must be the name of a folder"],
    [["report", "--seed", "1\n2\u001b[2J"], "argument '1\\n2\\u001b[2J' is invalid. it must be an integer"],
    [["report", "--seed", "1".repeat(100_000)], "1 ... 1"],
    [["report", "--frobnicate"], "unknown option '--frobnicate'"],
    [["report", "surplus"], "too many arguments"],
    [["report", "--out", "/dev/null"], "--out /dev/null: it is not a folder"],
    [["report", "--out", "/dev/null/x"], "--out /dev/null/x: nothing can be written there ("],
    [["report", "--queue", "http://:secret@host"], "must begin with redis:// or rediss://, got http://"],
    [["report", "--queue", "redis://:secret@127.0.0.1:1"], "queue redis://127.0.0.1:1: the connection is refused"],
    [["report", "--queue", "redis://host", "--watch"], "--queue: --watch builds on this machine alone"],
    [["report", "--queue", "redis://host", "--no-cache"], "--no-cache: --queue brings results into the cache"],
    [["report", "--queue-timeout", "5"], "--queue-prefix, --queue-timeout: only --queue has a queue"],
    [["report", "--queue", "redis://host", "--queue-timeout", "0"], "it must be an integer in [1, 31536000]."],
    [["worker"], "the queue's address must be given, as redis://HOST:PORT or in NCSPARSE_QUEUE"],
    [["worker", "redis://:secret@127.0.0.1:1"], "queue redis://127.0.0.1:1: the connection is refused"],
    [["worker", "redis://host", "--workers", "0"], "it must be an integer in [1, 1024]."],
    [["cache", "nope"], "unknown command 'nope'"],
    [["nonsense"], "unknown command 'nonsense'"],
    [["bond"], "unknown command 'bond' (Did you mean bound?)"],
  ])("%j is one clear line and exit code 2", async (args, message) => {
    const stderr = capture();
    expect(await main(args)).toBe(2);
    expect(stderr()).toContain(message);
    expect(stderr().trimEnd().split("\n")).toHaveLength(1);
    expect(stderr()).not.toMatch(/ {4}at |secret/);
  });

  it("without a command shows the help and exits with 2", async () => {
    capture();
    expect(await main([])).toBe(2);
  });
});

describe("help", () => {
  it("names the options, their defaults and the exit codes, and exits with 0", async () => {
    const stdout = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
    expect(await main(["report", "--help"])).toBe(0);
    const text = stdout.mock.calls.map(([chunk]) => String(chunk)).join("");
    for (const word of ["--profile", "--seed", "--only", "--no-pdf", "--out", "240402690", "Exit codes: 0"])
      expect(text).toContain(word);
  });
});

describe("the version", () => {
  it.each(["--version", "-V"])("is what %s prints, without a command being loaded", async (flag) => {
    const stdout = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
    expect(await main([flag])).toBe(0);
    expect(stdout.mock.calls).toEqual([[`${manifestOf(enginePath).version}\n`]]);
    expect(await commandsFor([flag], () => undefined)).toEqual([]);
  });
});

describe("JupyterLab's environment", () => {
  it("puts the project's kernelspec before any other", () => {
    expect(labEnvironment({}).JUPYTER_PATH).toMatch(/report[\\/]kernel[\\/]spec$/);
    expect(labEnvironment({ JUPYTER_PATH: "/elsewhere" }).JUPYTER_PATH).toMatch(/spec[:;]\/elsewhere$/);
  });
});
