/** Every planted error. A family adds its list here, one line in each of the two places. */
import { APPENDIX_B_MUTANTS } from "./appendix-b.js";
import { ARTICLE_MUTANTS } from "./article.js";
import { COMPUTE_MUTANTS } from "./compute.js";
import { CONCENTRATION_SPARSITY_MUTANTS } from "./concentration-sparsity.js";
import { DISPLAY_MUTANTS } from "./display.js";
import { DRAW_MUTANTS } from "./draws.js";
import { DRAWN_ONCE_MUTANTS } from "./drawn-once.js";
import { INTERVAL_MUTANTS } from "./intervals.js";
import { JUPYTER_MUTANTS } from "./jupyter.js";
import { LANGUAGE_MODEL_MUTANTS } from "./language-model.js";
import { LEDGER_MUTANTS } from "./ledger.js";
import { LEMMA_42_MUTANTS } from "./lemma-4.2.js";
import { LIMIT_LAW_MUTANTS } from "./limit-law.js";
import { LONGBENCH_MUTANTS } from "./longbench.js";
import type { Mutant } from "./mutant.js";
import { OUTPUT_MUTANTS } from "./outputs.js";
import { OWN_ATTENTION_MUTANTS } from "./own-attention.js";
import { PAGE_MUTANTS } from "./page.js";
import { PAPER_MUTANTS } from "./paper.js";
import { PDF_UA_MUTANTS } from "./pdf-ua.js";
import { PRACTICAL_MUTANTS } from "./practical.js";
import { PROSE_MUTANTS } from "./prose.js";
import { QUEUE_MUTANTS } from "./queue.js";
import { PROVENANCE_MUTANTS } from "./provenance.js";
import { REMEMBERED_MUTANTS } from "./remembered.js";
import { RESULTS_MUTANTS } from "./results.js";
import { RULES_MUTANTS } from "./rules.js";
import { SETTING_MUTANTS } from "./setting.js";
import { STRATEGIES_MUTANTS } from "./strategies.js";
import { SWEEP_MUTANTS } from "./sweep.js";
import { TAKEAWAYS_MUTANTS } from "./takeaways.js";
import { THEOREM_43_MUTANTS } from "./theorem-4.3.js";
import { THEOREM_51_MUTANTS } from "./theorem-5.1.js";
import { TRAINED_ATTENTION_MUTANTS } from "./trained-attention.js";
import { UNIT_MUTANTS } from "./units.js";
import { WINDOWS_MUTANTS } from "./windows.js";

/** The errors planted last, by where they are: of these it was recorded whether anybody noticed them at first. */
export const LAST_ROUND: Readonly<Record<string, readonly Mutant[]>> = {
  "what readers see": DISPLAY_MUTANTS,
  "units and scales": UNIT_MUTANTS,
  "intervals and tests": INTERVAL_MUTANTS,
  "samplers and norms": DRAW_MUTANTS,
  "results and their words": RESULTS_MUTANTS,
  "a reader's own attention": OWN_ATTENTION_MUTANTS,
  "the ledger and the comparison of runs": LEDGER_MUTANTS,
  "the page's and the calculator's numbers": PAGE_MUTANTS,
};

export const MUTANTS: readonly Mutant[] = [
  ...ARTICLE_MUTANTS,
  ...SETTING_MUTANTS,
  ...LEMMA_42_MUTANTS,
  ...THEOREM_43_MUTANTS,
  ...APPENDIX_B_MUTANTS,
  ...COMPUTE_MUTANTS,
  ...DRAWN_ONCE_MUTANTS,
  ...CONCENTRATION_SPARSITY_MUTANTS,
  ...LANGUAGE_MODEL_MUTANTS,
  ...LIMIT_LAW_MUTANTS,
  ...LONGBENCH_MUTANTS,
  ...PAPER_MUTANTS,
  ...PDF_UA_MUTANTS,
  ...PRACTICAL_MUTANTS,
  ...PROSE_MUTANTS,
  ...PROVENANCE_MUTANTS,
  ...STRATEGIES_MUTANTS,
  ...SWEEP_MUTANTS,
  ...TAKEAWAYS_MUTANTS,
  ...THEOREM_51_MUTANTS,
  ...TRAINED_ATTENTION_MUTANTS,
  ...WINDOWS_MUTANTS,
  ...RULES_MUTANTS,
  ...OUTPUT_MUTANTS,
  ...JUPYTER_MUTANTS,
  ...QUEUE_MUTANTS,
  ...REMEMBERED_MUTANTS,
  ...Object.values(LAST_ROUND).flat(),
];

/** How many errors there must be at least, so that a family's list cannot be lost unnoticed; raise it with each list. */
export const LEAST_MUTANTS = 528;
