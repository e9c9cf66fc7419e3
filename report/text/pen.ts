/** How a terminal's text is drawn: Select Graphic Rendition (ECMA-48, with the colours of xterm) and OSC 8's links. */

/** One of the sixteen colours that a terminal has names for (0 to 15), or `#rrggbb`. */
export type TerminalColour = number | string;

/** What text is drawn with. Equal pens are the same object, so that text of one pen is one run. */
export interface Pen {
  readonly ink: TerminalColour | null;
  readonly ground: TerminalColour | null;
  readonly bold: boolean;
  readonly faint: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly struck: boolean;
  /** An address of the web. */
  readonly link: string | null;
}

/** What a terminal begins with. */
export const PLAIN: Pen = {
  ink: null,
  ground: null,
  bold: false,
  faint: false,
  italic: false,
  underline: false,
  inverse: false,
  struck: false,
  link: null,
};

const known = new Map<string, Pen>([[JSON.stringify(PLAIN), PLAIN]]);
/** Text of many colours makes many pens; after so many they are forgotten, and a run may then end early. */
const KEPT_PENS = 10_000;

function changed(pen: Pen, change: Partial<Pen>): Pen {
  const wished = { ...pen, ...change };
  const key = JSON.stringify(wished);
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= KEPT_PENS) known.clear();
  if (key === JSON.stringify(PLAIN)) return PLAIN;
  known.set(key, wished);
  return wished;
}

/** What each parameter changes that stands alone. As in JupyterLab, blinking text is bold and 21 ends bold. */
const CHANGES: Readonly<Record<number, Partial<Pen>>> = {
  1: { bold: true },
  2: { faint: true },
  3: { italic: true },
  4: { underline: true },
  5: { bold: true },
  7: { inverse: true },
  9: { struck: true },
  21: { bold: false },
  22: { bold: false, faint: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  29: { struck: false },
  39: { ink: null },
  49: { ground: null },
};

/**
 * The pen after a code `ESC [ parameters m`. What is unknown changes nothing; a colour that cannot be read ends the code.
 *
 * @param parameters numbers with semicolons between them; those of one colour may have colons
 */
export function penAfter(pen: Pen, parameters: string): Pen {
  const fields = parameters.split(";");
  let after = pen;
  while (fields.length > 0) {
    const field = fields.shift()!;
    const [code = 0, ...own] = field.split(":").map(Number);
    if (code === 0) after = changed(PLAIN, { link: pen.link });
    else if (code === 38 || code === 48) {
      const colour = own.length > 0 ? colourOf(own) : readColour(fields);
      if (colour === null) return after;
      after = changed(after, code === 38 ? { ink: colour } : { ground: colour });
    } else after = changed(after, code === 4 && own[0] === 0 ? { underline: false } : changeOf(code));
  }
  return after;
}

function changeOf(code: number): Partial<Pen> {
  for (const [first, offset] of [
    [30, 0],
    [90, 8],
  ] as const) {
    if (code >= first && code < first + 8) return { ink: code - first + offset };
    if (code >= first + 10 && code < first + 18) return { ground: code - first - 10 + offset };
  }
  return CHANGES[code] ?? {};
}

/** Takes the fields of a colour, `5;n` or `2;r;g;b`, from those that are left. */
function readColour(fields: string[]): TerminalColour | null {
  const [kind] = fields;
  const taken = fields.splice(0, kind === "2" ? 4 : 2).map(Number);
  return colourOf(taken);
}

/** `[5, n]`, `[2, r, g, b]`, or with the field for a colour space that ISO 8613-6 has, `[2, 0, r, g, b]`. */
function colourOf([kind, ...values]: readonly number[]): TerminalColour | null {
  const rgb = values.length > 3 ? values.slice(1, 4) : values;
  if (kind === 2 && rgb.length === 3 && rgb.every(isByte)) return hex(rgb);
  const [index] = values;
  return kind === 5 && index !== undefined && isByte(index) ? indexed(index) : null;
}

function isByte(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 255;
}

/** xterm's 256 colours: the sixteen, a cube of six levels, and 24 greys. */
function indexed(index: number): TerminalColour {
  if (index < 16) return index;
  const grey = 8 + 10 * (index - 232);
  if (index >= 232) return hex([grey, grey, grey]);
  const level = (step: number): number => (step === 0 ? 0 : 55 + 40 * step);
  const place = index - 16;
  return hex([Math.floor(place / 36), Math.floor(place / 6) % 6, place % 6].map(level));
}

function hex(channels: readonly number[]): string {
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** Longest address of a link, in characters. */
const LONGEST_LINK = 2_000;

/** The pen after a code `ESC ] 8 ; parameters ; address ST`: an address that is not of the web makes no link. */
export function linkedPen(pen: Pen, address: string): Pen {
  const isWeb = /^https?:\/\/[^\s"<>\\]+$/i.test(address) && address.length <= LONGEST_LINK && URL.canParse(address);
  return changed(pen, { link: isWeb ? address : null });
}
