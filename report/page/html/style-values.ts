/** Properties of CSS that a notebook's HTML may set, and the values that they may have: none loads, computes or covers anything. */

/** Not negative, and of four digits at most. */
const LENGTH = String.raw`(?:0|\d{0,4}(?:\.\d{1,4})?(?:px|pt|em|rem|ex|ch|%|cm|mm|in))`;
const SIDES = String.raw`(?:${LENGTH}|auto)(?:\s+(?:${LENGTH}|auto)){0,3}`;
const TRACK = String.raw`(?:${LENGTH}|\d{1,2}(?:\.\d+)?fr|auto|min-content|max-content|minmax\(\s*[\w.%]{1,12}\s*,\s*[\w.%]{1,12}\s*\))`;
const PLACES =
  "(?:normal|start|end|center|left|right|flex-start|flex-end|space-between|space-around|space-evenly|stretch|baseline)";

/** Each with the whole of its value. */
export const KEPT: Readonly<Record<string, RegExp>> = Object.fromEntries(
  Object.entries({
    "font-size": `(?:xx?-small|small|medium|large|xx?-large|smaller|larger|${LENGTH})`,
    "font-style": "(?:normal|italic|oblique)",
    "font-weight": "(?:normal|bold|bolder|lighter|[1-9]00)",
    "font-variant": "(?:normal|small-caps)",
    "text-align": "(?:left|right|center|justify|start|end)",
    "text-decoration": "(?:none|underline|overline|line-through)",
    "text-transform": "(?:none|uppercase|lowercase|capitalize)",
    "text-indent": LENGTH,
    "vertical-align": "(?:baseline|top|middle|bottom|sub|super|text-top|text-bottom)",
    "white-space": "(?:normal|nowrap|pre|pre-wrap|pre-line)",
    "line-height": String.raw`(?:normal|[1-3](?:\.\d+)?|0?\.[89]\d*|[1-3]\d\dpx|[1-4]\dpx)`,
    "list-style": "(?:none|disc|circle|square|decimal)",
    "list-style-type": "(?:none|disc|circle|square|decimal|lower-alpha|upper-alpha|lower-roman|upper-roman)",
    visibility: "(?:visible|hidden)",
    width: `(?:auto|fit-content|max-content|${LENGTH})`,
    "max-width": `(?:none|fit-content|${LENGTH})`,
    "min-width": LENGTH,
    ...Object.fromEntries(["", "-top", "-right", "-bottom", "-left"].map((side) => [`margin${side}`, SIDES])),
    ...Object.fromEntries(["", "-top", "-right", "-bottom", "-left"].map((side) => [`padding${side}`, SIDES])),
    "border-radius": `${LENGTH}(?:\\s+${LENGTH}){0,3}`,
    "border-collapse": "(?:collapse|separate)",
    "border-spacing": `${LENGTH}(?:\\s+${LENGTH})?`,
    display:
      "(?:none|inline|block|inline-block|flex|inline-flex|grid|inline-grid|list-item|table|table-row|table-cell)",
    "flex-wrap": "(?:nowrap|wrap|wrap-reverse)",
    "flex-direction": "(?:row|column|row-reverse|column-reverse)",
    flex: String.raw`(?:none|auto|\d{1,3}(?:\s+\d{1,3})?(?:\s+(?:${LENGTH}|auto))?)`,
    "flex-grow": String.raw`\d{1,3}`,
    "flex-shrink": String.raw`\d{1,3}`,
    "flex-basis": `(?:auto|${LENGTH})`,
    ...Object.fromEntries(
      ["justify", "align", "place"].flatMap((way) =>
        ["content", "items", "self"].map((what) => [`${way}-${what}`, PLACES]),
      ),
    ),
    ...Object.fromEntries(
      ["gap", "grid-gap", "row-gap", "column-gap"].map((gap) => [gap, `${LENGTH}(?:\\s+${LENGTH})?`]),
    ),
    "grid-template-columns": String.raw`(?:none|(?:(?:${TRACK}|repeat\(\s*(?:\d{1,2}|auto-fill|auto-fit)\s*,\s*${TRACK}\s*\))\s*){1,24})`,
    "grid-column": String.raw`(?:\d{1,2}|span\s+\d{1,2})(?:\s*/\s*(?:-?\d{1,2}|span\s+\d{1,2}))?`,
    "column-count": "[1-6]",
    float: "(?:none|left|right)",
    clear: "(?:none|left|right|both)",
  }).map(([name, value]) => [name, new RegExp(`^${value}$`)]),
);
