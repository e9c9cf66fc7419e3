import { Command } from "commander";
import { dirname, join, resolve } from "node:path";
import { CACHE_FOLDER, CacheStore, type StoredEntry } from "../cache/store.js";
import { findConfig } from "../config/find-project.js";
import { configOption } from "./config-option.js";
import { table } from "../text/columns.js";

/** `ncsparse cache ls|clear`: what earlier runs left to be reused. */
export function cacheCommand(): Command {
  const command = new Command("cache").description("Show or clear the results that `report` keeps between runs.");
  command
    .command("ls")
    .description("list what is kept, newest first")
    .addOption(configOption())
    .allowExcessArguments(false)
    .action(async (flags: Flags) => printEntries(await storeOf(flags).list()));
  command
    .command("clear")
    .description("remove all of it; the next report computes everything")
    .addOption(configOption())
    .allowExcessArguments(false)
    .action(async (flags: Flags) => {
      const store = storeOf(flags);
      const count = (await store.list()).length;
      await store.clear();
      process.stdout.write(`${count} ${count === 1 ? "entry" : "entries"} removed\n`);
    });
  return command;
}

interface Flags {
  config?: string;
}

/** The cache of a project; whether its config is a good one does not matter here. */
function storeOf({ config = findConfig(process.cwd()) }: Flags): CacheStore {
  return new CacheStore(join(dirname(resolve(config)), ...CACHE_FOLDER));
}

function printEntries(entries: readonly StoredEntry[]): void {
  if (entries.length === 0) {
    process.stdout.write("nothing is kept\n");
    return;
  }
  const rows = withPiecesTogether(entries).map(({ kind, label, bytes, storedAt, key }) => [
    kind,
    label,
    `${(bytes / 2 ** 20).toFixed(2)} MiB`,
    new Date(storedAt).toISOString().replace("T", " ").slice(0, 19),
    key.slice(0, 12),
  ]);
  process.stdout.write(`${table(["kind", "what", "size", "kept at (UTC)", "key"], rows).join("\n")}\n`);
}

/** Of these there are many small ones. */
const PIECES: readonly StoredEntry["kind"][] = [
  "cells",
  "translation",
  "figure",
  "image",
  "font",
  "draws",
  "cell",
  "claim",
  "chart",
];

/** One line stands for all pieces of a kind, where the newest of them would stand. */
function withPiecesTogether(entries: readonly StoredEntry[]): StoredEntry[] {
  const isPiece = ({ kind }: StoredEntry): boolean => PIECES.includes(kind);
  return entries.flatMap((entry, index) => {
    if (!isPiece(entry)) return [entry];
    if (entries.findIndex(({ kind }) => kind === entry.kind) < index) return [];
    const alike = entries.filter(({ kind }) => kind === entry.kind);
    const bytes = alike.reduce((sum, one) => sum + one.bytes, 0);
    return [{ ...entry, label: `${alike.length} in all`, bytes, key: "" }];
  });
}
