/** The paper that `templates/print.css` sets: A4 less its margins, in millimetres. */
export const TEXT_WIDTH_MM = 166;
export const TEXT_HEIGHT_MM = 249;
/** The same of a page on its side. */
export const TURNED_WIDTH_MM = 253;
/** Its root's size of 10.2 pt. */
export const REM_MM = (10.2 / 72) * 25.4;
