/** The byte transformer in the repository's `models/`, and the passages that it has not seen. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseHeldOut, type HeldOut } from "./held-out.js";
import { readModel } from "./read-model.js";
import type { LanguageModel } from "./weights.js";

/**
 * SHA-256 of what is read. They stand in the code because a report's memory is keyed by the code: with other weights, every
 * number of the model is computed anew.
 */
export const TRAINED_FILES = {
  "config.json": "7e035876cbbf17b9224b98fac38a2d274f2576b4d202329c5c803eef506af5bc",
  "held-out.json": "6dc3f0aa185b87523a82085fcf796997638cacefc484383f3f5ad7919c49d434",
  "model.safetensors": "c98f2a2ec6f5a86688c2b12535f14b8ad0b936f53e5e6ebb28e608f4192167f9",
} as const;

type TrainedFile = keyof typeof TRAINED_FILES;

let model: Promise<LanguageModel> | undefined;
let passages: HeldOut | undefined;

/**
 * The trained model, read once a process. Its tokens are bytes.
 *
 * @throws Error where `models/` is missing or a file is not the pinned one
 */
export function trainedModel(): Promise<LanguageModel> {
  return (model ??= readTrained());
}

/**
 * The held-out passages, read once a process.
 *
 * @throws Error where `models/` is missing or the file is not the pinned one
 */
export function heldOut(): HeldOut {
  return (passages ??= parseHeldOut(pinnedFile(modelsFolder(), "held-out.json").toString("utf8")));
}

/** The bytes of an ASCII passage: the model's tokens. */
export function passageTokens(passage: string): Uint8Array {
  return new TextEncoder().encode(passage);
}

async function readTrained(): Promise<LanguageModel> {
  const folder = modelsFolder();
  pinnedFile(folder, "config.json");
  pinnedFile(folder, "model.safetensors");
  return readModel(folder);
}

/** A file's content, if it is the one whose hash is pinned. */
export function pinnedFile(folder: string, name: TrainedFile): Buffer {
  const path = join(folder, name);
  const content = readFileSync(path);
  const found = createHash("sha256").update(content).digest("hex");
  if (found !== TRAINED_FILES[name]) {
    throw new Error(`${path}: SHA-256 must be ${TRAINED_FILES[name]}, as pinned in TRAINED_FILES, got ${found}`);
  }
  return content;
}

/** `models/` of the checkout that this module is in, as source or as built. */
function modelsFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const models = join(folder, "models");
    if (existsSync(join(models, "model.safetensors"))) return models;
    if (folder === dirname(folder)) {
      throw new Error(`trainedModel: models/model.safetensors must be in a folder above ${start}`);
    }
  }
}
