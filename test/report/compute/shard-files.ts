/** Files of shards that somebody has tampered with, and the work that whole ones are of. */
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { buffer } from "node:stream/consumers";
import { extract, pack, type Header } from "tar-stream";
import type { ShardManifest } from "../../../report/compute/manifest.js";
import type { CellName } from "../../../report/compute/plan.js";
import type { Work } from "../../../report/compute/work.js";

export interface TarEntry {
  readonly header: Pick<Header, "name"> & Partial<Header>;
  readonly content: Buffer;
}

export async function entriesOf(file: string): Promise<TarEntry[]> {
  const entries: TarEntry[] = [];
  const archive = extract();
  createReadStream(file).pipe(archive);
  for await (const entry of archive) {
    const { name, type } = entry.header;
    entries.push({ header: { name, type }, content: await buffer(entry) });
  }
  return entries;
}

/** Writes what a function makes of a file's entries into another file. */
export async function retar(from: string, to: string, edit: (entries: TarEntry[]) => TarEntry[]): Promise<string> {
  const archive = pack();
  for (const { header, content } of edit(await entriesOf(from))) {
    if (header.type === "symlink") archive.entry(header);
    else archive.entry(header, content);
  }
  archive.finalize();
  await pipeline(archive as unknown as NodeJS.ReadableStream, createWriteStream(to));
  return to;
}

/** Writes a file with another manifest. */
export async function withManifest(
  from: string,
  to: string,
  edit: (manifest: ShardManifest) => object,
): Promise<string> {
  return await retar(from, to, ([first, ...records]) => {
    const manifest = JSON.parse(first!.content.toString("utf8")) as ShardManifest;
    return [{ ...first!, content: Buffer.from(JSON.stringify(edit(manifest))) }, ...records];
  });
}

/** The work that some shards are all of. */
export function workOf(manifests: readonly ShardManifest[]): Work {
  const { project, commit, code, node, processor, profile, seed, only, plan } = manifests[0]!;
  const blocks = manifests.flatMap((manifest) =>
    manifest.blocks.map(({ block, cells }) => ({
      name: block,
      notebook: "01-one",
      seconds: null,
      cells: cells.map(({ name }) => cellNamed(name)),
    })),
  );
  const identity = { project, commit, code, node, processor };
  return { identity, only, plan: { profile, seed, blocks, hash: plan } } as unknown as Work;
}

function cellNamed(name: string): CellName {
  const [statement, role, cell] = name.split("/") as [string, CellName["role"], string];
  return { statement, role, cell: Number(cell) };
}
