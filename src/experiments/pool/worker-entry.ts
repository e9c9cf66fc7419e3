/**
 * The file that workers start from. Beside the built library that is `worker.js`; a test run from sources, where there
 * is none, sets a file that can load TypeScript.
 */
export const workerEntry: { url: URL } = { url: new URL("./worker.js", import.meta.url) };
