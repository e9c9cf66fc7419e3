import { lshBuckets } from "../../practical/methods/index.js";
import type { Claim } from "ncsparse-kit/claims/claim";
import { sampleFor, WINDOWS, type InputName } from "./samples.js";
import { structureClaim } from "./structure.js";

type ClusterCell = { readonly input: InputName; readonly k: number };

/** `ours`: what hashing needs. */
export const clusters: Claim = structureClaim<ClusterCell>({
  id: "PW-clusters",
  item: "Reformer, HyperAttention",
  title: "Hashing needs directions that queries and keys share",
  hypotheses: [
    "Queries and keys around 16 common directions, which hold the share $\\kappa = 0.8$ of their variance; $s = 1$.",
  ],
  scope:
    "Causal, $n = 256$, $d = 32$; four rounds of random rotations, buckets of about $k/2$ keys; compared with Gaussian input.",
  statement:
    "The captured mass of LSH buckets, relative to the ideal top-$k$’s, is larger on clustered than on Gaussian input.",
  quantity: "the relative mass on the input less that on Gaussian input",
  reason:
    "A hash by random rotations separates directions: within a cluster they are near (cosine about 0.8), between Gaussian queries and their top keys far (cosine about $2.5/\\sqrt d$).",
  grid: WINDOWS.map((k) => ({ input: "clusters", k })),
  trend({ input, k }, context, role) {
    const relative = (name: InputName): Float64Array =>
      sampleFor(role, name, { methods: [lshBuckets], k }, context).relativeMass(k, lshBuckets);
    const base = relative("Gaussian");
    return relative(input).map((mass, draw) => mass - base[draw]!);
  },
  caption:
    "Relative captured mass of LSH buckets on clusters less that on Gaussian input (median of 32 pairs of heads).",
  axis: "gain in captured mass relative to the ideal",
  control: {
    statement: "The same on keys of which a sixteenth has four times the norm: the hash sees directions, not norms.",
    grid: [{ input: "heavy keys 4", k: 16 }],
    pilot: { failures: 200, draws: 200 },
  },
});
