/** Command lines of every command and option that there are, read off the commands themselves. */
import fc from "fast-check";
import type { Command } from "commander";
import { commandsFor } from "../../report/cli/commands.js";
import { ODD_TEXTS } from "./mutations.js";

interface Shape {
  name: string[];
  operands: { name: string; variadic: boolean }[];
  options: { flag: string; takesValue: boolean }[];
}

/** What an option or operand of this name accepts, and cheaply. Names that are missing here get odd values only. */
const SOUND: Readonly<Record<string, readonly string[]>> = {
  "--n": ["1000", "2^17"],
  "--ln-n": ["50", "2302.6"],
  "--delta": ["0.1"],
  "--R": ["0.5", "0"],
  "--sigma": ["1", "0.5..2"],
  "--tv": ["0.05", "0.5"],
  "--seed": ["1"],
  "--c": ["0.5", "2"],
  "--C": ["0.5"],
  "--eps": ["0.1"],
  "--logits": ["1,2,3", "0"],
  "--profile": ["quick"],
  "--only": ["01"],
  "--port": ["0"],
  "--scale": ["1"],
  "--html": ["page.html"],
  "--axes": ["n,d", "heads,n,d"],
  "--names": ["q=q,k=k", "logits={layer}"],
  "--rope-theta": ["10000"],
  "--rope-layout": ["half"],
  item: ["T4.3", "L4.2"],
};

/** Numbers, ranges and lists at the edges of what doubles and parsers can take. */
const EDGES = [
  ..."0 -0 -1 1 2 0.5 1e-320 1e308 1e309 0.99999999999999999 NaN Infinity -Infinity 0x10 1_0 2^53 2^99999 9007199254740993".split(
    " ",
  ),
  ..."1, ,1 1,,2 1,2,3 0..1 1..0 1..2..3 .. a..b -1..1 --n -- - -h --help T4.3 quick 4294967296 65536 1e6 1e15".split(
    " ",
  ),
] as const;

/** Every command with its operands and options; the help that each has, too. */
export async function shapes(): Promise<Shape[]> {
  const commands = await commandsFor([], () => undefined);
  return commands.flatMap((command) => [
    shapeOf(command, []),
    ...command.commands.map((inner) => shapeOf(inner, [command.name()])),
  ]);
}

function shapeOf(command: Command, above: string[]): Shape {
  return {
    name: [...above, command.name()],
    operands: command.registeredArguments.map((argument) => ({ name: argument.name(), variadic: argument.variadic })),
    options: [
      ...command.options.map(({ long, required }) => ({ flag: long!, takesValue: required })),
      { flag: "--help", takesValue: false },
      { flag: "--unknown", takesValue: true },
    ],
  };
}

/**
 * Command lines of these shapes. Sampled rows are few at the end of each: what stood before was parsed all the same.
 *
 * @param files names of files that options and operands may mean, sound ones and others
 */
export function commandLines(all: readonly Shape[], files: readonly string[]): fc.Arbitrary<string[]> {
  const odd = fc.oneof(
    fc.constantFrom<string>(...EDGES),
    fc.constantFrom<string>(...ODD_TEXTS),
    fc.constantFrom(...files),
    fc.double().map(String),
    fc.string({ unit: "binary", maxLength: 8 }),
  );
  const valueOf = (name: string): fc.Arbitrary<string> => {
    const sound = fc.constantFrom(...(SOUND[name] ?? files));
    return fc.oneof({ weight: 3, arbitrary: sound }, { weight: 1, arbitrary: odd });
  };
  const optionOf = ({ flag, takesValue }: Shape["options"][number]): fc.Arbitrary<string[]> => {
    if (!takesValue) return fc.constant([flag]);
    return fc.oneof(
      valueOf(flag).map((value) => [flag, value]),
      valueOf(flag).map((value) => [`${flag}=${value}`]),
    );
  };
  const lineOf = ({ name, operands, options }: Shape): fc.Arbitrary<string[]> => {
    const few = options.some(({ flag }) => flag === "--rows") ? ["--rows", "2"] : [];
    // Most often none where several may be given: options say the same in another way.
    const operandOf = ({ name, variadic }: Shape["operands"][number]): fc.Arbitrary<string[]> =>
      fc.array(valueOf(name), variadic ? { maxLength: 2, size: "xsmall" } : { minLength: 1, maxLength: 1 });
    const given = fc.tuple(...operands.map(operandOf)).map((each) => each.flat());
    const surplus = fc.oneof(
      { weight: 9, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: odd.map((one) => [one]) },
    );
    // Help ends a line before anything else is looked at, so it is rare.
    const usual = options.filter(({ flag }) => flag !== "--help" && flag !== "--unknown");
    const one = fc.oneof(
      ...(usual.length === 0 ? [] : [{ weight: 20, arbitrary: fc.constantFrom(...usual).chain(optionOf) }]),
      { weight: 1, arbitrary: fc.constantFrom(...options).chain(optionOf) },
    );
    const some = usual.filter(({ flag }) => flag in SOUND || ["--q", "--k"].includes(flag));
    const most = fc
      .tuple(
        fc
          .subarray(some, { minLength: Math.max(0, some.length - 3) })
          .chain((chosen) => fc.tuple(...chosen.map(optionOf))),
        fc.array(one, { maxLength: 2 }),
      )
      .map(([sound, more]) => [...sound, ...more]);
    return fc
      .tuple(given, surplus, fc.oneof(most, fc.array(one, { maxLength: 5 })))
      .map(([mine, extra, flags]) => [...name, ...mine, ...extra, ...flags.flat(), ...few]);
  };
  const nonsense = fc.array(odd, { maxLength: 3 });
  return fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...all).chain(lineOf) }, { weight: 1, arbitrary: nonsense });
}
