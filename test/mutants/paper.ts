/** Errors of what is printed, and of the pictures on a page. */
import type { Mutant } from "./mutant.js";

const FLOATS_TEST = "test/report/pdf/floats.test.ts";
const SHRINK_TEST = "test/report/page/html/raster/shrink.test.ts";

export const PAPER_MUTANTS: readonly Mutant[] = [
  {
    id: "PAPER-nothing-later",
    error: "a figure that does not fit stays where it was written, and leaves its page empty",
    file: "report/page/client/paper/candidates.ts",
    find: "const FARTHEST = 6;",
    replace: "const FARTHEST = 0;",
    noticedBy: { file: FLOATS_TEST, test: "is set behind paragraphs that followed it, and its page is full" },
  },
  {
    id: "PAPER-above",
    error: "text that says that a figure stands above it is set before the figure",
    file: "report/page/client/paper/candidates.ts",
    find: "(?:above|below|",
    replace: "(?:below|",
    noticedBy: { file: FLOATS_TEST, test: "stays before text that says where it stands" },
  },
  {
    id: "PAPER-orientation",
    error: "a photograph that is made smaller lies on its side",
    file: "report/page/html/raster/codecs.ts",
    find: "preserveOrientation: true",
    replace: "preserveOrientation: false",
    noticedBy: { file: SHRINK_TEST, test: "keeps what says what its colours mean, and loses how it was held" },
  },
  {
    id: "PAPER-profile",
    error: "a photograph that is made smaller loses its colour profile",
    file: "report/page/html/raster/read-raster.ts",
    find: "marker === 0xffe2",
    replace: "marker === 0xffe3",
    noticedBy: { file: SHRINK_TEST, test: "keeps what says what its colours mean, and loses how it was held" },
  },
];
