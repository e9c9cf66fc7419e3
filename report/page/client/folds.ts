/** What is folded opens where a link leads into it: not every browser does that by itself. */

/** Opens all folds that an element lies in. */
export function openAround(element: Element): void {
  for (let fold = element.closest("details"); fold !== null; fold = fold.parentElement?.closest("details") ?? null)
    fold.open = true;
}

/** Opens the folds around what the address names, now and whenever it names something else. */
export function openAtTarget(): void {
  const open = (): void => {
    const target = document.getElementById(addressed());
    if (target === null || target.checkVisibility()) return;
    openAround(target);
    target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
}

/** The id that the address names; as it stands where its percent signs are no encoding ("#100%"). */
export function addressed(): string {
  const name = location.hash.slice(1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
