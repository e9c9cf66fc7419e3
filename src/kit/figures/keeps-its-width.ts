/** `usermeta` of a figure that a narrow page scrolls instead of narrowing its plot. */
export const KEEPS_ITS_WIDTH: Readonly<Record<string, unknown>> = { ncsparse: { fit: "scroll" } };
