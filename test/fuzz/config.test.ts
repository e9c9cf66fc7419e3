/** The config: any JSON beside a project's package.json. */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe } from "vitest";
import { readProject } from "../../report/config/read-project.js";
import { fuzzJsonFile } from "./json-file.js";
import { CASES } from "./settings.js";

const LEAST = {
  title: "A title",
  paper: { id: "doi:1", title: "A paper", authors: "A. Author" },
  notebooks: ".",
};
const WHOLE = {
  ...LEAST,
  code: ["."],
  bibliography: "package.json",
  abstract: ["A1-b"],
  provenance: { stated: "said", reconstructed: "restated", ours: "added" },
  explore: true,
  theme: { accent: { light: "#14597f", dark: "#82bfe6" }, stylesheet: "package.json" },
};

describe("a project's config", () => {
  fuzzJsonFile({
    name: "ncsparse.config.json",
    sound: [LEAST, WHOLE],
    read: (file) => {
      writeFileSync(join(dirname(file), "package.json"), JSON.stringify({ name: "fuzzed", version: "1.0.0" }));
      return readProject(file);
    },
    cases: CASES.config,
  });
});
