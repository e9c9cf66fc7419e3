import { InputError, refuseAll } from "./errors.js";

/**
 * What several readings of input give, in their order, once all have ended.
 *
 * @throws InputError with the reasons of all that were refused; any other error as it is
 */
export async function settleInput<T>(readings: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(readings);
  const failures = settled.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  const fault = failures.find((reason) => !(reason instanceof InputError));
  if (fault !== undefined) throw fault as Error;
  refuseAll(failures.map((reason) => (reason as InputError).message));
  return settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
}
