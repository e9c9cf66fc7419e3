/** Windows for a budget: how many keys a row needs. */
export { chooseWindow, type WindowChoice, type WindowRequest } from "./choose-window.js";
export { inspectWindow, type InspectRequest, type WindowErrors, type WindowInspection } from "./inspect-window.js";
export { tooShort, windowRule, type RuleWindow } from "./window-rule.js";
export { windowUnderLaw, type LawRequest, type LawWindow } from "./window-under-law.js";
