/** The script of a page with the Explore section. */
import "./main.js";
import { explore } from "./explore/explore.js";

explore();
