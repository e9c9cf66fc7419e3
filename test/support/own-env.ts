/** The environment as a reader's shell has it: without the variables by which this test's own npm would speak to another. */
export function ownEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_|^VITEST|^NODE_ENV$|_COLOR$/.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: "1" };
}
