import type { Claim } from "ncsparse-kit/claims/claim";

export function claimIdsModule(claims: readonly Claim[]): Promise<string>;
