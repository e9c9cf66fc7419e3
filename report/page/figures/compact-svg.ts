/** Static drawings in half the bytes: Vega wraps every mark in groups and says every default. */
import { optimize } from "svgo";

/** Digits after the point of a coordinate: a hundredth of a pixel is not seen, on paper neither. */
const DIGITS = 2;

/**
 * The same drawing. Colours stay as they are written, as the page's style finds them by that for dark mode; so do ids,
 * which are unique in the page, and what the drawing says to those who cannot see it.
 */
export function compactSvg(svg: string): string {
  const { data } = optimize(svg, {
    floatPrecision: DIGITS,
    plugins: [
      {
        name: "preset-default",
        params: {
          overrides: {
            cleanupIds: false,
            convertColors: false,
            removeUnknownsAndDefaults: { keepAriaAttrs: true, keepRoleAttr: true },
          },
        },
      },
    ],
  });
  return data;
}
