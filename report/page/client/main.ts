/** What JavaScript adds to the page: figures with tooltips, the reader's place in the contents, filters, search. */
import { drawFigures } from "./charts.js";
import { followReader } from "./contents.js";
import { offerFilters } from "./ledger.js";
import { offerSearch } from "./search.js";

followReader();
offerFilters();
offerSearch();
void drawFigures();
