/** Task lists, as GitHub and JupyterLab have them: entries that begin with `[ ]` or `[x]` get a box. */
import { inlineHtml, type TokenClass, type Tokens } from "./tokens.js";

const MARK = /^\[([ xX])\](?=\s)/;

/** Puts boxes in the place of the marks; nobody can change them in a page. */
export function setTasks(tokens: Tokens, TokenOf: TokenClass): void {
  tokens.forEach((token, index) => {
    const [item, paragraph] = [tokens[index - 2], tokens[index - 1]];
    const isFirst = token.type === "inline" && paragraph?.type === "paragraph_open" && item?.type === "list_item_open";
    const text = token.children?.[0];
    const mark = isFirst && text?.type === "text" ? MARK.exec(text.content) : null;
    if (mark === null) return;
    text!.content = text!.content.slice(mark[0].length);
    item!.attrJoin("class", "task");
    const [state, words] = mark[1] === " " ? ["", "to do"] : [" checked", "done"];
    token.children!.unshift(inlineHtml(TokenOf, `<input type="checkbox" disabled${state} aria-label="${words}">`));
  });
}
