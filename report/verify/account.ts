import { EXIT } from "../errors.js";

/** What was checked, as lines, and what it comes to. */
export class Account {
  #differences = 0;
  #notRecomputed = false;

  constructor(private readonly tell: (line: string) => void) {}

  /** Tells in what something differs from what was recorded, or that it does not. */
  check(what: string, differences: readonly string[]): void {
    this.#differences += differences.length;
    for (const line of differences) this.tell(line);
    if (differences.length === 0) this.tell(`${what}: as recorded`);
  }

  /** Tells why numbers that were to be computed anew cannot be. */
  giveUp(reasons: readonly string[]): void {
    this.#notRecomputed = true;
    for (const reason of reasons) this.tell(`NOT RECOMPUTED: ${reason}`);
  }

  /** Says a line of what is no difference. */
  note(line: string): void {
    this.tell(line);
  }

  get differences(): number {
    return this.#differences;
  }

  /** 1 for differences; 3 where only numbers were not computed; else 0. */
  get code(): number {
    if (this.#differences > 0) return EXIT.deviation;
    return this.#notRecomputed ? EXIT.notRecomputed : EXIT.ok;
  }
}
