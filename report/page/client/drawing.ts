/** The packed script: all that needs Vega, nine tenths of what JavaScript adds to the page. */
import { drawFigures } from "./figures/charts.js";

void drawFigures();
