/** What JavaScript adds to the page: figures with tooltips, roots without gaps, and the place of the reader in the contents list. */
import { drawFigures } from "./charts.js";
import { followReader } from "./contents.js";
import { mendRoots } from "./roots.js";

mendRoots();
followReader();
void drawFigures();
