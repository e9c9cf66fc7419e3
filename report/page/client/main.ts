/** What JavaScript adds to the page: figures with tooltips, roots without gaps, the reader's place in the contents, filters, search. */
import { drawFigures } from "./charts.js";
import { followReader } from "./contents.js";
import { offerFilters } from "./ledger.js";
import { mendRoots } from "./roots.js";
import { offerSearch } from "./search.js";

mendRoots();
followReader();
offerFilters();
offerSearch();
void drawFigures();
