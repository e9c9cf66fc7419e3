/** The distance from 1 to the next double: what one rounding can add, relative to its result. */
export const ULP: number = 2 ** -52;
