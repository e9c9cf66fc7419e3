// How long blocks take on many workers, on paper: blocks go out in an order, as a queue gives them, or are dealt out
// beforehand, as shares are.

/**
 * Workers ask for a block when they have none. Whoever hands blocks out does one at a time.
 *
 * @param seconds of each block, in the order in which they go out
 * @param workers how many
 * @param price { start: seconds until a worker can ask, block: what each block costs its worker beside computing, handOut:
 *   what it costs whoever hands it out }
 * @returns the seconds until the last block is done
 */
export function queueMakespan(seconds, workers, { start = 0, block = 0, handOut = 0 } = {}) {
  const free = new EarliestFirst(Math.min(workers, seconds.length), start);
  let handedOutUntil = 0;
  let end = 0;
  for (const own of seconds) {
    handedOutUntil = Math.max(handedOutUntil, free.earliest) + handOut;
    const done = handedOutUntil + block + own;
    free.replaceEarliest(done);
    end = Math.max(end, done);
  }
  return end;
}

/**
 * Blocks are dealt out by what an earlier run took, each to the share that has least so far.
 *
 * @param expected seconds of each block in the earlier run
 * @param actual seconds of each block now
 * @returns the seconds until the last share is done
 */
export function sharesMakespan(expected, actual, workers, { start = 0, block = 0 } = {}) {
  const shares = Math.min(workers, expected.length);
  const loads = new EarliestFirst(shares, 0);
  const times = new Float64Array(shares).fill(start);
  const order = expected.map((_, index) => index).sort((a, b) => expected[b] - expected[a]);
  for (const index of order) {
    times[loads.owner] += block + actual[index];
    loads.replaceEarliest(loads.earliest + expected[index]);
  }
  return times.reduce((a, b) => Math.max(a, b), 0);
}

/** Numbers with owners, of which the least is replaced by a larger one: a binary heap. */
class EarliestFirst {
  constructor(count, value) {
    this.values = new Float64Array(count).fill(value);
    this.owners = Uint32Array.from({ length: count }, (_, index) => index);
  }

  get earliest() {
    return this.values[0];
  }

  get owner() {
    return this.owners[0];
  }

  replaceEarliest(value) {
    const { values, owners } = this;
    const owner = owners[0];
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= values.length) break;
      if (child + 1 < values.length && values[child + 1] < values[child]) child++;
      if (values[child] >= value) break;
      values[at] = values[child];
      owners[at] = owners[child];
      at = child;
    }
    values[at] = value;
    owners[at] = owner;
  }
}
