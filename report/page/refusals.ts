/** What ends a report: a reference that leads nowhere. All are gathered, so that their author hears of them at once. */

/** What references are resolved within. */
export interface RefusalContext {
  /** Where the text stands, for messages: notebook and cell. */
  place: string;
  /** Takes note of what is wrong, a line that names the place. */
  refuse: (problem: string) => void;
  /** Whether a label may still come from a cell that has not run: then nothing is missing yet. */
  mayCome: (label: string) => boolean;
}
