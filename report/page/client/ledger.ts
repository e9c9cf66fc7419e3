/** Filters of the ledger by outcome, provenance and chapter. Without this script all rows show, and no controls. */

export function offerFilters(): void {
  const form = document.querySelector<HTMLFormElement>(".ledger-filter");
  const table = document.querySelector<HTMLTableElement>(".ledger .claims");
  const count = form?.querySelector("output");
  const reset = form?.querySelector("button");
  if (form == null || table == null || count == null || reset == null) return;
  const groups = [...table.tBodies];
  const rows = groups.flatMap(claimRows);
  const noun = count.value.replace(/^\d+ /, "");
  const apply = (): void => {
    const wanted = new FormData(form);
    const [outcome, provenance, chapter] = [
      choice(wanted, "outcome"),
      choice(wanted, "provenance"),
      choice(wanted, "chapter"),
    ];
    for (const group of groups) {
      const inChapter = chapter === "" || group.dataset.chapter === chapter;
      for (const row of claimRows(group))
        row.hidden = !inChapter || !hasOutcome(row, outcome) || !hasProvenance(row, provenance);
      group.hidden = claimRows(group).every((row) => row.hidden);
    }
    const shown = rows.filter((row) => !row.hidden).length;
    count.value = shown === rows.length ? `${rows.length} ${noun}` : `${shown} of ${rows.length} ${noun}`;
    reset.disabled = [outcome, provenance, chapter].every((value) => value === "");
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The event "reset" comes before the values are back, and the count's own value is put back with them: undone in one step.
  reset.addEventListener("click", (event) => {
    event.preventDefault();
    form.reset();
    apply();
  });
  form.hidden = false;
  // A browser may have kept the choices of the last visit.
  apply();
}

function claimRows(group: HTMLTableSectionElement): HTMLTableRowElement[] {
  return [...group.rows].filter((row) => !row.classList.contains("group"));
}

/** Of the claim or of one of its parts. */
function hasOutcome({ dataset }: HTMLElement, outcome: string): boolean {
  return outcome === "" || (dataset.outcomes ?? "").split(" ").includes(outcome);
}

function hasProvenance({ classList }: HTMLElement, provenance: string): boolean {
  return provenance === "" || classList.contains(provenance);
}

function choice(wanted: FormData, name: string): string {
  const value = wanted.get(name);
  return typeof value === "string" ? value : "";
}
