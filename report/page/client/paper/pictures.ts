/** Pictures that may be set smaller: charts and images of figures. */

const PICTURES = ".drawing > svg, figure > img";

/** The pictures in a block that have the size that they were given. */
export function picturesIn(block: Element): Element[] {
  return [...block.querySelectorAll<HTMLElement | SVGElement>(PICTURES)].filter(
    ({ style }) => style.zoom === "" && style.width === "",
  );
}

/** A drawing's letters shrink with it; an image has a share of its column, whatever its own size. */
export function smallerStyle(picture: Element, share: number): string {
  if (picture instanceof SVGElement) return `zoom:${rounded(Number(getComputedStyle(picture).zoom) * share)}`;
  const column = picture.parentElement!.getBoundingClientRect().width;
  return `width:${rounded((100 * share * picture.getBoundingClientRect().width) / column)}%`;
}

/** As many digits as lengths in a layout are told apart by. */
function rounded(value: number): number {
  return Number(value.toFixed(4));
}
