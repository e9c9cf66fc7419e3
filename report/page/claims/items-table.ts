/** The first view of the ledger: the paper's items, one verdict each, with the claims behind it folded. */
import type { ClaimResult } from "ncsparse-kit";
import type { ItemRecord } from "ncsparse-kit/claims/result";
import { statementResults } from "ncsparse-kit/claims/parts";
import { problemsOf } from "../../ledger/tally.js";
import { anchorOf } from "../../document/anchors.js";
import type { Book } from "../context.js";
import { renderInline, type MarkdownContext } from "../markdown/markdown.js";
import { outcomeHtml } from "./outcome.js";

/** What the template shows of them, in groups: of the paper, and beyond it; null where no chapter lists any. */
export function itemsTable(items: readonly ItemRecord[], book: Book, context: MarkdownContext): object | null {
  if (items.length === 0) return null;
  const groups = [
    { title: "In the paper", items: items.filter(({ verdict }) => verdict !== null) },
    { title: "Beyond the paper", items: items.filter(({ verdict }) => verdict === null) },
  ];
  return {
    groups: groups
      .filter((group) => group.items.length > 0)
      .map((group) => ({ title: group.title, rows: group.items.map((item) => row(item, book, context)) })),
  };
}

function row(item: ItemRecord, book: Book, context: MarkdownContext): object {
  const claims = item.claims.flatMap((id) => {
    const anchor = anchorOf(id);
    const result = book.claimResults.get(anchor);
    return result === undefined ? [] : [{ id, anchor, result }];
  });
  return {
    label: renderInline(item.label.replace(/^Beyond the paper: /, ""), context),
    says: renderInline(item.says, context),
    verdict: item.verdict === null ? "" : renderInline(item.verdict, context),
    reason: item.reason === "" ? null : { html: renderInline(item.reason, context) },
    notReproduced: item.notReproduced === null ? null : { html: renderInline(item.notReproduced, context) },
    claims: claims.length === 0 ? null : behind(claims),
  };
}

/** The statements behind a verdict: whether they came out as expected, which is what it rests on; folded unless one did not. */
function behind(claims: readonly { id: string; anchor: string; result: ClaimResult }[]): object {
  const list = claims.map(({ id, anchor, result }) => {
    const own = statementResults(result)[0]!;
    const problem = problemsOf(own).join("; ");
    return { id, anchor, outcome: outcomeHtml(own.outcome), problem: problem === "" ? null : problem };
  });
  const deviating = list.filter(({ problem }) => problem !== null).length;
  return { count: countText(list.length, deviating), deviates: deviating > 0, list };
}

function countText(total: number, deviating: number): string {
  if (deviating > 0) return `${deviating} of ${total} not as expected`;
  return total === 1 ? "1 statement, as expected" : `${total} statements, all as expected`;
}
