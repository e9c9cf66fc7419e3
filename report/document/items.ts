/** The items of the paper, as a notebook lists them. */
import type { ItemRecord } from "ncsparse-kit/claims/result";
import { InputError } from "../errors.js";
import { schemaCheck } from "./schema.js";
import { enginePath } from "../root.js";
import type { Chapter } from "./model.js";

/**
 * The items that a table is about; none where it is about anything else.
 *
 * @param place what to name where they are wrong
 * @throws InputError if they do not match the schema
 */
export function readItems(value: unknown, place: string): readonly ItemRecord[] {
  if (value === undefined) return [];
  const problem = itemsProblem(value);
  if (problem !== null) throw new InputError(`${place}: the list of items does not match its schema: ${problem}`);
  return value as readonly ItemRecord[];
}

const itemsProblem = schemaCheck(enginePath("report", "document", "items.schema.json"));

/** The items that a chapter lists, those shown again left out. */
export function itemsOf({ cells }: Pick<Chapter, "cells">): readonly ItemRecord[] {
  return cells.flatMap((cell) =>
    cell.kind === "prose" ? [] : cell.blocks.flatMap((block) => (block.kind === "table" ? block.items : [])),
  );
}
