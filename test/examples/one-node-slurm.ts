/** A Slurm cluster of this one machine, all of whose files are in a temporary folder. Needs root, and Debian's slurm-wlm and munge. */
import { execFile, execFileSync, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const PROGRAMS = ["slurmctld", "slurmd", "sbatch", "squeue", "sinfo", "munged"];
const run = promisify(execFile);
/** Milliseconds for the cluster to start, or for a job to end. */
const PATIENCE_MS = 300_000;
/** Ports that no system's cluster has. */
const PORTS = { controller: 26_817, node: 26_818 };

/** Whether the cluster can be started here. */
export function hasSlurm(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  try {
    execFileSync("which", PROGRAMS, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export class OneNodeSlurm {
  readonly #daemons: ChildProcess[] = [];

  private constructor(readonly folder: string) {}

  static async start(): Promise<OneNodeSlurm> {
    const cluster = new OneNodeSlurm(await mkdtemp(join(tmpdir(), "ncsparse-slurm-")));
    const at = (name: string): string => join(cluster.folder, name);
    for (const name of ["spool", "state"]) await mkdir(at(name));
    await writeFile(at("munge.key"), randomBytes(1024), { mode: 0o600 });
    await writeFile(at("slurm.conf"), configOf(cluster.folder));
    const own = [
      "key-file=munge.key",
      "socket=munge.sock",
      "pid-file=munge.pid",
      "log-file=munge.log",
      "seed-file=seed",
    ];
    const options = own.map((option) => `--${option.replace("=", `=${cluster.folder}/`)}`);
    cluster.#startDaemon("munged", ["--foreground", "--force", ...options]);
    await sleep(1_000);
    cluster.#startDaemon("slurmctld", ["-D"]);
    cluster.#startDaemon("slurmd", ["-D"]);
    await cluster.#until(async () => (await cluster.ask("sinfo", "--noheader", "--format=%t")).trim() === "idle");
    return cluster;
  }

  /** What one of Slurm's programs answers. */
  async ask(program: string, ...args: string[]): Promise<string> {
    return (await run(program, args, { env: this.#env() })).stdout;
  }

  /** Submits a script from a folder, and waits until no job is left. */
  async finish(cwd: string, env: Record<string, string>, ...args: string[]): Promise<void> {
    await run("sbatch", args, { cwd, env: { ...this.#env(), ...env } });
    await this.#until(async () => (await this.ask("squeue", "--noheader")).trim() === "");
  }

  async stop(): Promise<void> {
    for (const daemon of this.#daemons.reverse()) {
      const ended = new Promise((resolve) => daemon.once("exit", resolve));
      if (daemon.kill("SIGTERM")) await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  #startDaemon(program: string, args: readonly string[]): void {
    this.#daemons.push(spawn(program, args, { env: this.#env(), stdio: "ignore" }));
  }

  #env(): NodeJS.ProcessEnv {
    return { ...process.env, SLURM_CONF: join(this.folder, "slurm.conf") };
  }

  async #until(holds: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    while (!(await holds().catch(() => false))) {
      if (performance.now() > end) throw new Error("OneNodeSlurm: the cluster must answer within 300 s");
      await sleep(500);
    }
  }
}

function configOf(folder: string): string {
  const [node] = hostname().split(".");
  return [
    "ClusterName=one",
    `SlurmctldHost=${node}(127.0.0.1)`,
    "SlurmUser=root",
    "SlurmdUser=root",
    "AuthType=auth/munge",
    `AuthInfo=socket=${folder}/munge.sock`,
    `SlurmctldPort=${PORTS.controller}`,
    `SlurmdPort=${PORTS.node}`,
    `SlurmctldPidFile=${folder}/controller.pid`,
    `SlurmdPidFile=${folder}/node.pid`,
    `SlurmdSpoolDir=${folder}/spool`,
    `StateSaveLocation=${folder}/state`,
    "ProctrackType=proctrack/pgid",
    "TaskPlugin=task/none",
    "SelectType=select/cons_tres",
    "SelectTypeParameters=CR_CPU",
    "AccountingStorageType=accounting_storage/none",
    "JobAcctGatherType=jobacct_gather/none",
    "MpiDefault=none",
    "ReturnToService=2",
    `NodeName=${node} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN`,
    "PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP",
    "",
  ].join("\n");
}
