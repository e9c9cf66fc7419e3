/** The packages that speak to a queue's server: loaded where a queue is used, and by no other command. */
import { InputError } from "../errors.js";
import { enginePath, manifestOf } from "../root.js";

/** @throws InputError where the package is not installed: a project that uses no queue need not have it */
export async function loadRedis(): Promise<Pick<typeof import("ioredis"), "Redis">> {
  return await import("ioredis").catch(refuse("ioredis"));
}

/** @throws InputError where the package is not installed */
export async function loadBullmq(): Promise<Pick<typeof import("bullmq"), "Queue" | "Worker" | "UnrecoverableError">> {
  return await import("bullmq").catch(refuse("bullmq"));
}

function refuse(name: string): (error: unknown) => never {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    const { dependencies, peerDependencies } = manifestOf(enginePath);
    const versions = { ...dependencies, ...peerDependencies };
    const both = ["bullmq", "ioredis"].map((each) => `${each}@${versions[each]}`).join(" ");
    throw new InputError(`a queue needs the package ${name}, which is not installed; get it with: npm install ${both}`);
  };
}
