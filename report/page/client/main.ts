/** What JavaScript adds to the page: figures with tooltips, and the place of the reader in the contents list. */
import { drawFigures } from "./charts.js";
import { followReader } from "./contents.js";

followReader();
void drawFigures();
