/** The run: every witness is asked without an error first, then each error is planted and its witness asked again. */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { enginePath } from "../../../report/root.js";
import { LAST_ROUND, MUTANTS } from "../index.js";
import type { Mutant } from "../mutant.js";
import { plantingProblem, ProjectCopy } from "./copy.js";
import { ask, groupOf, nameOf, type Answer, type Witness } from "./notice.js";
import { stopAll } from "./process.js";
import { mutantsTable, type Explained } from "./table.js";

const USAGE = "npm run mutants [-- --only ID-PREFIX,…] [--jobs N] [--out FILE]";

interface Options {
  only?: string;
  jobs?: string;
  out?: string;
  help?: boolean;
}

/** The options, or what is wrong with them. */
function optionsOf(args: readonly string[]): Options | string {
  try {
    const text = { type: "string" } as const;
    return parseArgs({
      args: [...args],
      options: { only: text, jobs: text, out: text, help: { type: "boolean", short: "h" } },
    }).values;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Returns the exit code: 1 where an error survived or could not be planted. */
export async function main(args: readonly string[]): Promise<number> {
  const values = optionsOf(args);
  if (typeof values === "string") {
    console.error(`${values}\n${USAGE}`);
    return 2;
  }
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const jobs = Number(values.jobs ?? Math.min(2, availableParallelism()));
  const prefixes = (values.only ?? "").split(",");
  const chosen = MUTANTS.filter(({ id }) => prefixes.some((prefix) => id.startsWith(prefix)));
  if (!Number.isInteger(jobs) || jobs < 1 || chosen.length === 0) {
    console.error(`${USAGE}: jobs must be a positive integer and some mutant's id must begin with a prefix`);
    return 2;
  }
  const problems = chosen.flatMap((mutant) => plantingProblem(mutant) ?? []);
  if (problems.length > 0) {
    console.error(problems.join("\n"));
    return 1;
  }
  const copies = await Promise.all(Array.from({ length: jobs }, () => ProjectCopy.make()));
  const clear = (): void => {
    stopAll();
    for (const copy of copies) copy.remove();
  };
  process.once("SIGINT", () => {
    clear();
    process.exit(130);
  });
  try {
    const { explained, survivors } = await plantAll(chosen, copies);
    for (const survivor of survivors) console.error(survivor);
    console.log(`${explained.length} of ${chosen.length} explained`);
    if (survivors.length > 0) return 1;
    // Part of the table would pass for all of it.
    if (values.only === undefined) {
      writeFileSync(values.out ?? enginePath("docs", "mutants.md"), mutantsTable(explained, LAST_ROUND));
    }
    return 0;
  } finally {
    clear();
  }
}

async function plantAll(mutants: readonly Mutant[], copies: readonly ProjectCopy[]) {
  const healthy = await askWithoutError(mutants, copies);
  const explained: Explained[] = [];
  const survivors: string[] = [];
  let done = 0;
  await share(mutants, copies, async (mutant, copy) => {
    const answer = await answerTo(mutant, copy, healthy);
    const progress = `[${++done}/${mutants.length}] ${mutant.id}`;
    if (answer === null || answer.kind === "noticed") {
      explained.push({ mutant, answer });
      console.log(`${progress}: ${answer === null ? "a true statement" : answer.how}`);
    } else {
      survivors.push(`${mutant.id} survives (${mutant.error}): ${answer.how}`);
      console.log(`${progress}: SURVIVES, ${answer.how}`);
    }
  });
  return { explained, survivors };
}

/** What each witness says of the library as it is, by its name: one that is not content cannot notice anything. */
async function askWithoutError(mutants: readonly Mutant[], copies: readonly ProjectCopy[]) {
  const witnesses = new Map(mutants.flatMap(witnessOf).map((witness) => [nameOf(witness), witness]));
  const groups = new Map<string, Witness[]>();
  for (const witness of witnesses.values()) {
    groups.set(groupOf(witness), [...(groups.get(groupOf(witness)) ?? []), witness]);
  }
  const answers = new Map<string, Answer>();
  await share([...groups.values()], copies, async (group, copy) => {
    const given = await ask(group, copy);
    group.forEach((witness, i) => {
      answers.set(nameOf(witness), given[i]!);
      console.log(`without an error (${answers.size}/${witnesses.size}), ${nameOf(witness)}: ${given[i]!.how}`);
    });
  });
  return answers;
}

/** Null for a true statement. */
async function answerTo(
  mutant: Mutant,
  copy: ProjectCopy,
  healthy: ReadonlyMap<string, Answer>,
): Promise<Answer | null> {
  const [witness] = witnessOf(mutant);
  if (witness === undefined) return null;
  const before = healthy.get(nameOf(witness))!;
  if (before.kind !== "content") return { kind: "unasked", how: `without it, ${nameOf(witness)}: ${before.how}` };
  await copy.plant(mutant);
  const [answer] = (await ask([witness], copy)) as [Answer];
  await copy.restore(mutant);
  return answer.kind === "content" ? { ...answer, how: `${nameOf(witness)}: ${answer.how}` } : answer;
}

function witnessOf({ noticedBy }: Mutant): Witness[] {
  return "trueStatement" in noticedBy ? [] : [noticedBy];
}

/** Hands tasks to copies, one at a time to each. */
async function share<T>(
  tasks: readonly T[],
  copies: readonly ProjectCopy[],
  perform: (task: T, copy: ProjectCopy) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    copies.map(async (copy) => {
      while (next < tasks.length) await perform(tasks[next++]!, copy);
    }),
  );
}
