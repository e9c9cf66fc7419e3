/** Writes THIRD-PARTY-NOTICES.md. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderNotices } from "./notices.js";
import { projectRoot } from "./project.js";

writeFileSync(join(projectRoot(), "THIRD-PARTY-NOTICES.md"), await renderNotices());
