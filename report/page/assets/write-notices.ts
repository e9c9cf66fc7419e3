/** Writes THIRD-PARTY-NOTICES.md. */
import { writeFileSync } from "node:fs";
import { renderNotices } from "./notices.js";
import { enginePath } from "../../root.js";

writeFileSync(enginePath("THIRD-PARTY-NOTICES.md"), await renderNotices());
