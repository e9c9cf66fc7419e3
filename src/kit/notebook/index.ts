export { showItems } from "./items.js";
export { DEFAULT_SEED, MAX_SEED, readSession, session, type Session } from "./session.js";
export { showClaim, showFigure } from "./show.js";
export { showTable, type TableCell } from "./table.js";
export { showValue } from "./value.js";
