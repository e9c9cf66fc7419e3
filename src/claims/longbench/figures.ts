/** Table 2 as a figure: paired differences by task and category. */
import { dotChart, type ChartSpec, type DotPanel } from "ncsparse-kit/figures";
import { formatNumber } from "ncsparse-kit/claims/format";
import { FIRST_PAIR, mean, ofCategory, SECOND_PAIR, studentInterval, type Pair } from "./comparison.js";
import { CATEGORIES, pairedDifferences, TASKS } from "./table-2.js";

/** Dynamic minus constant for every task, with the means of categories and of all: one panel a comparison. */
export function differencesChart(): ChartSpec {
  return dotChart({
    panels: [panel(FIRST_PAIR, "first dynamic − $k = 2048$"), panel(SECOND_PAIR, "second dynamic − $k = 1024$")],
    axis: { title: "difference in points", domain: [-15, 30] },
    target: 0,
    description: `Paired differences by task. First dynamic minus k = 2048: mean ${average(FIRST_PAIR)}, tasks on both sides of 0 in every category but Code. Second dynamic minus k = 1024: mean ${average(SECOND_PAIR)}, 14 of 16 tasks above 0.`,
  });
}

function average({ first, second }: Pair): string {
  return formatNumber(mean(pairedDifferences(first, second)) / 100);
}

function panel({ first, second }: Pair, title: string): DotPanel {
  const differences = pairedDifferences(first, second);
  const groups = CATEGORIES.map((category) => ({
    label: category,
    summary: studentInterval(ofCategory(differences, category)),
    points: TASKS.flatMap((task, i) =>
      task.category === category ? [{ label: task.name, value: differences[i]! / 100 }] : [],
    ),
  }));
  return { title, groups: [...groups, { label: "All 16 tasks", summary: studentInterval(differences), points: [] }] };
}
