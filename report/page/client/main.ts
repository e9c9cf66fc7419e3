/** What JavaScript adds to the page: roots without gaps, the reader's place in the contents, filters, search, live figures. */
import { followReader } from "./contents.js";
import { offerFilters } from "./ledger.js";
import { mendRoots } from "./roots.js";
import { runPacked } from "./run-packed.js";
import { offerSearch } from "./search.js";

mendRoots();
followReader();
offerFilters();
offerSearch();
void runPacked();
