import type { Method } from "../method.js";
import { bigBird } from "./big-bird.js";
import { heavyHitters } from "./heavy-hitters.js";
import { lshBuckets } from "./lsh-buckets.js";
import { sinkWindow } from "./sink-window.js";
import { slidingWindow } from "./sliding-window.js";

export { ideal } from "./ideal.js";
export { topPages } from "./top-pages.js";
export { bigBird, heavyHitters, lshBuckets, sinkWindow, slidingWindow };

/** The methods that systems use; the ideal top-k, which they approach, is not among them. */
export const METHODS: readonly Method[] = [slidingWindow, sinkWindow, bigBird, heavyHitters, lshBuckets];
