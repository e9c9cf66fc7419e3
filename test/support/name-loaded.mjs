// Node's module hooks that print the address of every module as it is loaded.
import { writeSync } from "node:fs";
import { register } from "node:module";
import { isMainThread } from "node:worker_threads";

if (isMainThread) register(import.meta.url);

export async function load(url, context, next) {
  writeSync(1, `${url}\n`);
  return next(url, context);
}
