/** Runs before the body is read: the page appears with its own type at once, and does not move when that comes. */
import { adoptFaces } from "./figures/faces.js";
import { fixRoots } from "./roots.js";

adoptFaces();
fixRoots();
