/** The names of what a queue keeps on its server, and for how long: every key expires unless somebody renews it. */

/** A run that its report has not renewed for so long is over for its workers. */
export const RUN_SECONDS = 60;
/** What belongs to a run outlives it by so much at most: long enough for a report whose network was cut. */
export const KEEP_SECONDS = 1_800;
/** How often reports and workers renew what they need. */
export const RENEW_MS = 5_000;

/** A run's id as it may stand in a key: what others write is checked against this. */
export const RUN_ID = /^[0-9a-f]{32}$/;

/** Ids of the runs on the server, by when they began. */
export function runsKey(prefix: string): string {
  return `${prefix}:runs`;
}

/** What a run is of; while it exists, the run is on. */
export function runKey(prefix: string, run: string): string {
  return `${prefix}:run:${run}`;
}

/** Everything else of a run begins so; BullMQ's keys do, too, as the run's id is the name of its queue. */
export function runSpace(prefix: string, run: string): string {
  return `${prefix}:${run}:`;
}

/** Which workers take part, by when they last said so; names of people's machines stand in it. */
export function workersKey(prefix: string, run: string): string {
  return `${runSpace(prefix, run)}workers`;
}

/** Which workers do not take part, and why. */
export function refusalsKey(prefix: string, run: string): string {
  return `${runSpace(prefix, run)}refusals`;
}

/** The records of one finished block, in pieces. */
export function parcelKey(prefix: string, run: string, parcel: string): string {
  return `${runSpace(prefix, run)}parcel:${parcel}`;
}
