/** Work counted, not timed: the project's own sources with a counter in every loop, which throws once a bound is passed. */
import { build, type Plugin } from "esbuild";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { enginePath } from "../../report/root.js";

/** What a loop says when its turns, together with those of all others, pass the bound. */
export class WorkExceeded extends Error {}

interface Work {
  turns: number;
  most: number;
}

const work: Work = { turns: 0, most: Infinity };

/** Runs a task whose loops may take this many turns in all; returns how many they took. */
export async function turnsOf(task: () => unknown, most: number): Promise<number> {
  Object.assign(work, { turns: 0, most });
  await task();
  return work.turns;
}

(globalThis as unknown as { countTurn: () => void }).countTurn = () => {
  if (++work.turns > work.most) throw new WorkExceeded(`more than ${work.most} turns of loops`);
};

/**
 * A module of this project, bundled anew with all that it imports of this project.
 *
 * @param source an ES module's text; its imports are relative to the project's root
 */
export async function countedModule<T>(name: string, source: string): Promise<T> {
  const folder = enginePath("node_modules", ".cache");
  const outfile = join(folder, `counted-${name}-${process.pid}.mjs`);
  mkdirSync(folder, { recursive: true });
  try {
    await build({
      stdin: { contents: counting(name, source), resolveDir: enginePath(), loader: "ts" },
      bundle: true,
      format: "esm",
      platform: "node",
      conditions: ["ncsparse-source"],
      outfile,
      plugins: [countingLoops],
      logLevel: "error",
    });
    return (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as T;
  } finally {
    rmSync(outfile, { force: true });
  }
}

/** The library by its sources, everybody else's packages as they are, and a counter in each loop of the rest. */
const countingLoops: Plugin = {
  name: "counting loops",
  setup(builder) {
    builder.onResolve({ filter: /^ncsparse($|\/)/ }, ({ path }) => ({
      path: enginePath("src", path === "ncsparse" ? "index.ts" : `${path.slice("ncsparse/".length)}.ts`),
    }));
    // The kit's own package.json leads to its sources, by the condition above.
    builder.onResolve({ filter: /^[^./]/ }, ({ path }) =>
      /^ncsparse-kit($|\/)/.test(path) ? null : { path, external: true },
    );
    builder.onResolve({ filter: /^\..*\.js$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace(/js$/, "ts")),
    }));
    builder.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: counting(path, readFileSync(path, "utf8")),
      loader: "ts",
    }));
  },
};

/** A source's text with a call at the head of each loop's body. */
function counting(name: string, text: string): string {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest);
  const { transformed } = ts.transform(source, [
    ({ factory }) =>
      (root) => {
        const count = (): ts.Statement =>
          factory.createExpressionStatement(
            factory.createCallExpression(
              factory.createPropertyAccessExpression(factory.createIdentifier("globalThis"), "countTurn"),
              undefined,
              [],
            ),
          );
        const visit = (node: ts.Node): ts.Node => {
          const inner = ts.visitEachChild(node, visit, undefined);
          const body = (statement: ts.Statement): ts.Block => factory.createBlock([count(), statement], true);
          if (ts.isWhileStatement(inner))
            return factory.updateWhileStatement(inner, inner.expression, body(inner.statement));
          if (ts.isDoStatement(inner)) return factory.updateDoStatement(inner, body(inner.statement), inner.expression);
          if (ts.isForStatement(inner)) {
            return factory.updateForStatement(
              inner,
              inner.initializer,
              inner.condition,
              inner.incrementor,
              body(inner.statement),
            );
          }
          return inner;
        };
        return ts.visitNode(root, visit) as ts.SourceFile;
      },
  ]);
  return ts.createPrinter().printFile(transformed[0]!);
}
