/** Fits a figure to a narrow column by narrowing its plots, not its text. */
import type { Spec, View } from "vega";

/** A plot narrower than this is not worth reading: the figure scrolls instead. */
const NARROWEST_PLOT = 170;

/** Sets the width signals of a compiled Vega-Lite figure so that it fits `available` px, as far as that makes sense. */
export function fitWidth(view: View, spec: Spec, available: number): void {
  if (keepsItsWidth(spec)) return;
  const natural = naturalWidth(view);
  if (natural <= available) return;
  const names = widthSignals(spec);
  if (names.length !== 1) return;
  const name = names[0]!;
  const width = view.signal(name) as number;
  const narrowed = width - (natural - available);
  if (narrowed >= NARROWEST_PLOT) view.signal(name, Math.floor(narrowed));
}

/** A figure whose words lie in its plot asks to be scrolled. */
function keepsItsWidth(spec: Spec): boolean {
  const { usermeta } = spec as { usermeta?: { ncsparse?: { fit?: unknown } } };
  return usermeta?.ncsparse?.fit === "scroll";
}

/** The width that the whole figure takes before it is fitted; runs the view once, headless. */
function naturalWidth(view: View): number {
  view.run();
  const padding = view.padding() as { left: number; right: number };
  const bounds = (view.scenegraph() as unknown as { root: { bounds: { x1: number; x2: number } } }).root.bounds;
  return Math.ceil(bounds.x2 - bounds.x1 + padding.left + padding.right);
}

/** The width signals of a spec: `width` of a single plot; `child_width` and the like of panels. */
function widthSignals(spec: Spec): string[] {
  const own = (spec.signals ?? []).map((signal) => signal.name).filter((name) => /^(?:.*_)?width$/.test(name));
  return own.length === 0 && typeof spec.width === "number" ? ["width"] : own;
}
