/**
 * Conditions of PDF/UA-1 (ISO 14289-1) that a program can check, by the list of the Matterhorn Protocol and by the numbers of
 * veraPDF's tests. It is written apart from what mends the tags, and reads pages by another library.
 */
import { contentFindings } from "./content-rules.js";
import { documentFindings } from "./document-rules.js";
import { fontFindings } from "./font-rules.js";
import { linkFindings } from "./link-rules.js";
import { readModel, type Finding } from "./model.js";
import { structureFindings } from "./structure-rules.js";

export async function checkPdfUa(bytes: Uint8Array): Promise<Finding[]> {
  const model = await readModel(bytes);
  return [
    ...documentFindings(model),
    ...structureFindings(model),
    ...linkFindings(model),
    ...fontFindings(model),
    ...(await contentFindings(model, bytes)),
  ];
}
