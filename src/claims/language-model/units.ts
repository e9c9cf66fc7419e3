import type { Profile } from "ncsparse-kit/claims/result";

/** Held-out prose, or records drawn anew. */
export type Kind = "prose" | "records";

/** Units of a claim: passages of prose, or groups of drawn inputs. */
export const UNITS: Readonly<Record<Kind, Readonly<Record<Profile, number>>>> = {
  prose: { quick: 20, full: 60 },
  records: { quick: 16, full: 32 },
};

/** Units of a control, in both profiles: of prose the last passages in the drawn order, which no claim reads. */
export const CONTROL_UNITS = 24;
