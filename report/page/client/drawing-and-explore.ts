/** The packed script of a page with the Explore section. */
import "./drawing.js";
import { explore } from "./explore/explore.js";

explore();
