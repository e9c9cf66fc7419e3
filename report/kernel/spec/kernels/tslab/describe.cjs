"use strict";
/** What a tooltip says: TypeScript's account of a name or a call, as plain text and as Markdown. */

/**
 * @typedef {import("typescript").QuickInfo} QuickInfo
 * @typedef {import("typescript").SymbolDisplayPart} Part
 */

/**
 * @param {QuickInfo} info
 * @returns {{ "text/plain": string, "text/markdown": string }}
 */
function describe({ displayParts, documentation, tags = [] }) {
  const declaration = textOf(displayParts);
  const words = textOf(documentation);
  const told = tags.map(({ name, text }) => ({ name, text: textOf(text).trim() })).filter(({ text }) => text !== "");
  const plain = told.map(({ name, text }) => `@${name} ${text}`).join("\n");
  const list = told.map((tag) => `- ${tagMarkdown(tag)}`).join("\n");
  return {
    "text/plain": paragraphs(declaration, words, plain),
    "text/markdown": paragraphs(`\`\`\`typescript\n${declaration}\n\`\`\``, words, list),
  };
}

/**
 * A parameter's text begins with its name.
 * @param {{ name: string, text: string }} tag
 */
function tagMarkdown({ name, text }) {
  const line = text.replace(/\s*\n\s*/g, " ");
  if (name !== "param") return `*${name}*: ${line}`;
  const [parameter = "", ...rest] = line.split(" ");
  return `\`${parameter}\`: ${rest.join(" ")}`;
}

/** @param {string[]} texts */
function paragraphs(...texts) {
  return texts.filter((text) => text !== "").join("\n\n");
}

/** @param {readonly Part[]} [parts] */
function textOf(parts = []) {
  return parts.map(({ text }) => text).join("");
}

module.exports = { describe };
