/**
 * HTML of a notebook on its way into the page: harmless elements stay, images and drawings are embedded, and what a page that
 * runs and loads nothing cannot show leaves a mark that says so. Styles, handlers and comments vanish without a word.
 */
import { Parser } from "htmlparser2";
import { imageHtml, LOADS_NOTHING, type ImageContext } from "./images.js";
import { SiblingCount } from "./sibling-bound.js";
import { closingTag, openingTag, VOID_TAGS } from "./sanitize.js";
import { svgImage } from "./svg-image.js";
import { escapeHtml } from "../../text/escape.js";
import { leftOut, type WarningContext } from "../warnings.js";

/** What HTML is cleaned within. */
export interface HtmlContext extends WarningContext, ImageContext {
  /** The opening and the closing tag of a link, or of an anchor that is none. */
  link(attributes: Readonly<Record<string, string>>): readonly [open: string, close: string];
  /** How much deeper headings stand in the page. */
  headingShift: number;
  /** How many equal elements may stand side by side; without it, any number. */
  mostSiblings?: number;
  /** Lists a heading among the contents, and gives it its anchor. */
  heading?(level: number, html: string): string;
  /** Text outside of code, as HTML; without it, text is what it says. */
  text?(text: string): string;
}

const RUNS_NOTHING = "the page runs no script of a notebook";
const TAKES_NOTHING = "the page takes no input";

/** Elements that cannot be shown, as people call them, and why; what is in them goes with them. */
const UNSHOWN: Readonly<Record<string, readonly [what: string, why: string]>> = {
  script: ["what a script would draw or do", RUNS_NOTHING],
  iframe: ["an embedded page", LOADS_NOTHING],
  frame: ["an embedded page", LOADS_NOTHING],
  object: ["an embedded object", LOADS_NOTHING],
  embed: ["an embedded object", LOADS_NOTHING],
  applet: ["an embedded object", LOADS_NOTHING],
  video: ["a video", "the page holds text and pictures"],
  audio: ["a sound", "the page holds text and pictures"],
  math: ["a formula in MathML", "formulas are read from TeX"],
  input: ["a field of a form", TAKES_NOTHING],
  select: ["a field of a form", TAKES_NOTHING],
  textarea: ["a field of a form", TAKES_NOTHING],
};
/** Elements of which a browser shows nothing either; what is in them goes with them. */
const UNSEEN = new Set(["style", "template", "title", "datalist", "noframes", "xmp", "option"]);
/** Elements that browsers know, and of which only what is in them is shown here. Any other name is text: `Array<number>`. */
const UNWRAPPED = new Set(
  (
    "acronym area base basefont big blink body button canvas data dialog dir fieldset form frameset head hgroup html " +
    "image label legend link map marquee menu meta meter nobr noembed noscript optgroup output param picture portal progress " +
    "search slot source track"
  ).split(" "),
);
/** Ends of elements in which every sign is what it is. */
const CODE = /^<\/(?:code|pre|kbd|samp|tt)>/;
/** Name of an element that is one too many; no element has it. */
const LEFT_OFF = "";

/** Types of scripts that are data. */
const DATA_SCRIPT = /^(?!.*(?:java|ecma|live)script|module$|babel|jsx)./i;

/** An element whose content is not passed on, while it is open. */
interface Withheld {
  name: string;
  attributes: Readonly<Record<string, string>>;
  /** Depth of the element. */
  depth: number;
  /** Where its source begins. */
  start: number;
}

/** Cleans HTML that may come in pieces, with Markdown's own between them. */
export class HtmlCleaner {
  #clean = "";
  #source = "";
  /** Closing tags of the open elements; null for one that is text. */
  readonly #closing: (string | null)[] = [];
  /** Of the page itself and of the open elements, their children so far; empty where any number may be. */
  readonly #siblings: SiblingCount[] = [];
  #withheld: Withheld | null = null;
  /** The heading that is open, and where in what is to be handed over it begins; known as long as it is in one piece. */
  #heading: { depth: number; start: number; tag: string } | null = null;
  readonly #told = new Set<string>();
  readonly #parser: Parser;

  constructor(private readonly context: HtmlContext) {
    this.#countChildren();
    this.#parser = new Parser({
      onopentag: (name, attributes) => this.#open(name, attributes),
      ontext: (text) => this.#text(text),
      onclosetag: (_name, isImplied) => this.#close(isImplied),
    });
  }

  /** True where an element waits for its end. */
  isOpen(): boolean {
    return this.#closing.length > 0;
  }

  /** True inside an element of which nothing is passed on piece by piece, such as a script or a drawing. */
  get isWithholding(): boolean {
    return this.#withheld !== null;
  }

  /** The next piece, clean; elements that it leaves open stay open. */
  feed(piece: string): string {
    this.#source += piece;
    this.#parser.write(piece);
    return this.#taken();
  }

  /** What is left to be said, and the closing tags of all elements that are open still. */
  end(): string {
    this.#parser.end();
    this.#clean += this.#siblings.pop()?.rest() ?? "";
    return this.#taken();
  }

  #taken(): string {
    const clean = this.#clean;
    this.#clean = "";
    this.#heading = null;
    return clean;
  }

  #open(name: string, attributes: Record<string, string>): void {
    const isTooMany = this.#withheld === null && this.#siblings.at(-1)?.admits(name) === false;
    this.#closing.push("");
    this.#countChildren();
    if (this.#withheld !== null) return;
    if (isTooMany) this.#withhold(LEFT_OFF, attributes);
    else if (name === "img") this.#clean += imageHtml(attributes, this.context);
    else if (name === "svg" || UNSEEN.has(name) || name in UNSHOWN) this.#withhold(name, attributes);
    else if (name === "a") this.#openLink(attributes);
    else this.#openHarmless(name, attributes);
  }

  #countChildren(): void {
    if (this.context.mostSiblings !== undefined) this.#siblings.push(new SiblingCount(this.context.mostSiblings));
  }

  #withhold(name: string, attributes: Record<string, string>): void {
    this.#withheld = { name, attributes, depth: this.#closing.length, start: this.#parser.startIndex };
  }

  #openLink(attributes: Record<string, string>): void {
    const [open, close] = this.context.link(attributes);
    this.#clean += open;
    this.#closing[this.#closing.length - 1] = close;
  }

  #openHarmless(name: string, attributes: Record<string, string>): void {
    const tag = openingTag(shiftedHeading(name, this.context.headingShift), attributes);
    if (tag === null) {
      if (!UNWRAPPED.has(name) && !name.includes("-")) this.#openUnknown();
      return;
    }
    if (/^<h[1-6]/.test(tag)) this.#heading = { depth: this.#closing.length, start: this.#clean.length, tag };
    this.#clean += tag;
    if (VOID_TAGS.has(name)) return;
    if (attributes.id !== undefined) this.#clean += this.context.link({ id: attributes.id }).join("");
    this.#closing[this.#closing.length - 1] = closingTag(tag);
  }

  /** What only looks like a tag: words in angle brackets. */
  #openUnknown(): void {
    const written = this.#source.slice(this.#parser.startIndex, this.#parser.endIndex + 1);
    this.#clean += escapeHtml(written);
    this.#closing[this.#closing.length - 1] = null;
  }

  #text(text: string): void {
    if (this.#withheld !== null) return;
    const isCode = this.#closing.some((tag) => tag !== null && CODE.test(tag));
    this.#clean += isCode ? escapeHtml(text) : (this.context.text?.(text) ?? escapeHtml(text));
  }

  #close(isImplied: boolean): void {
    const depth = this.#closing.length;
    const closing = this.#closing.pop();
    this.#clean += this.#siblings.pop()?.rest() ?? "";
    const written = (): string => this.#source.slice(this.#parser.startIndex, this.#parser.endIndex + 1);
    this.#clean += closing ?? (isImplied ? "" : escapeHtml(written()));
    if (this.#heading?.depth === depth) this.#endHeading(this.#heading);
    const withheld = this.#withheld;
    if (withheld?.depth !== depth) return;
    this.#withheld = null;
    if (withheld.name === "svg") this.#draw(withheld);
    else if (withheld.name !== LEFT_OFF && !UNSEEN.has(withheld.name)) this.#leaveOut(withheld);
  }

  /** An anchor can only be made of what the heading says. */
  #endHeading({ start, tag }: { start: number; tag: string }): void {
    this.#heading = null;
    const inner = this.#clean.slice(start + tag.length).replace(/<\/h[1-6]>$/, "");
    const anchor = this.context.heading?.(Number(tag[2]), inner);
    if (anchor === undefined) return;
    this.#clean = `${this.#clean.slice(0, start)}${tag.slice(0, 3)} id="${anchor}"${this.#clean.slice(start + 3)}`;
  }

  #draw({ start, attributes }: Withheld): void {
    const { uri, alt } = svgImage(this.#source.slice(start, this.#parser.endIndex + 1));
    const { width, height } = attributes;
    this.#clean += imageHtml({ src: uri, alt, ...(width && { width }), ...(height && { height }) }, this.context);
  }

  #leaveOut({ name, attributes }: Withheld): void {
    if (name === "script" && DATA_SCRIPT.test(attributes.type ?? "")) return;
    if (name === "input" && attributes.type === "hidden") return;
    const [what, why] = UNSHOWN[name]!;
    const address = attributes.src ?? attributes.data ?? "";
    // A plot comes as several scripts, a form as many fields.
    const isOne = name === "script" || why === TAKES_NOTHING;
    if (isOne && this.#told.has(what)) return;
    this.#told.add(what);
    const named = name === "script" || address === "" || address.startsWith("data:") ? what : `${what} (${address})`;
    this.#clean += leftOut(named, why, this.context);
  }
}

/** The name of a heading's element as deep in the page as it belongs; the page's h1 is its title. */
function shiftedHeading(name: string, shift: number): string {
  const level = /^h([1-6])$/.exec(name)?.[1];
  return level === undefined ? name : `h${Math.min(Math.max(Number(level) + shift, 2), 6)}`;
}

/** A whole piece of HTML, such as an output's, clean. */
export function cleanHtml(html: string, context: HtmlContext): string {
  const cleaner = new HtmlCleaner(context);
  return cleaner.feed(html) + cleaner.end();
}
