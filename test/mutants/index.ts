/** Every planted error. A family adds its list here, one line in each of the two places. */
import { APPENDIX_B_MUTANTS } from "./appendix-b.js";
import { CONCENTRATION_SPARSITY_MUTANTS } from "./concentration-sparsity.js";
import { LEMMA_42_MUTANTS } from "./lemma-4.2.js";
import type { Mutant } from "./mutant.js";
import { RULES_MUTANTS } from "./rules.js";
import { SETTING_MUTANTS } from "./setting.js";
import { THEOREM_43_MUTANTS } from "./theorem-4.3.js";

export const MUTANTS: readonly Mutant[] = [
  ...SETTING_MUTANTS,
  ...LEMMA_42_MUTANTS,
  ...THEOREM_43_MUTANTS,
  ...CONCENTRATION_SPARSITY_MUTANTS,
  ...APPENDIX_B_MUTANTS,
  ...RULES_MUTANTS,
];

/** How many errors there must be at least, so that a family's list cannot be lost unnoticed; raise it with each list. */
export const LEAST_MUTANTS = 155;
