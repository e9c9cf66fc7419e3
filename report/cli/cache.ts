import { Command } from "commander";
import { CACHE_FOLDER, CacheStore, type StoredEntry } from "../cache/store.js";
import { projectPath } from "../root.js";
import { table } from "./table.js";

/** `ncsparse cache ls|clear`: what earlier runs left to be reused. */
export function cacheCommand(): Command {
  const store = new CacheStore(projectPath(...CACHE_FOLDER));
  const command = new Command("cache").description("Show or clear the results that `report` keeps between runs.");
  command
    .command("ls")
    .description("list what is kept, newest first")
    .allowExcessArguments(false)
    .action(async () => printEntries(await store.list()));
  command
    .command("clear")
    .description("remove all of it; the next report computes everything")
    .allowExcessArguments(false)
    .action(async () => {
      const count = (await store.list()).length;
      await store.clear();
      process.stdout.write(`${count} ${count === 1 ? "entry" : "entries"} removed\n`);
    });
  return command;
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

/** Drawings and fonts are many and small: one line stands for all of a kind, where the newest of them would stand. */
function withPiecesTogether(entries: readonly StoredEntry[]): StoredEntry[] {
  const isPiece = ({ kind }: StoredEntry): boolean => kind === "figure" || kind === "font";
  return entries.flatMap((entry, index) => {
    if (!isPiece(entry)) return [entry];
    if (entries.findIndex(({ kind }) => kind === entry.kind) < index) return [];
    const alike = entries.filter(({ kind }) => kind === entry.kind);
    const bytes = alike.reduce((sum, one) => sum + one.bytes, 0);
    return [{ ...entry, label: `${alike.length} in all`, bytes, key: "" }];
  });
}
