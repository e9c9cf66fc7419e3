/** What JavaScript adds to the page: the reader's place in the contents, filters, search, live figures. */
import { followReader } from "./contents.js";
import { openAtTarget } from "./folds.js";
import { offerFilters } from "./ledger.js";
import { runPacked } from "./run-packed.js";
import { followScrollers } from "./scrollers.js";
import { offerSearch } from "./search/search.js";

followReader();
openAtTarget();
offerFilters();
offerSearch();
followScrollers();
void runPacked();
