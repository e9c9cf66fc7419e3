/** Set-up of every test file: workers start from the sources, as the tests themselves do. */
import { inject } from "vitest";
import { workerEntry } from "../../src/experiments/pool/worker-entry.js";

workerEntry.url = new URL(inject("workerUrl"));
