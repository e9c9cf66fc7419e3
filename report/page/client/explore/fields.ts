/** The controls of a panel: what they say, sliders kept beside their fields, one line where an input cannot be used. */
import { lengthText, lnOf, parseLength, Refusal } from "./parse.js";

/** Long enough to type two digits in, short enough to feel immediate. */
const PAUSE_MS = 120;
/** A length's slider counts hundredths of log10(log10 n). */
const SLIDER_STEPS = 100;

type Control = HTMLInputElement | HTMLSelectElement;

export class Fields {
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param panel holds a control `[name]` for each field, sliders `[data-slides=name]`, and a line `.refusal`
   * @param compute reads the fields and shows what follows; it may throw a Refusal
   */
  constructor(
    readonly panel: HTMLElement,
    private readonly compute: () => Promise<void>,
  ) {
    panel.addEventListener("input", (event) => {
      if (event.target instanceof HTMLInputElement && event.target.dataset.slides !== undefined)
        this.slid(event.target);
      this.later();
    });
  }

  text(name: string): string {
    return this.control(name).value;
  }

  set(name: string, value: string): void {
    this.control(name).value = value;
  }

  control(name: string): Control {
    const found = this.panel.querySelector<Control>(`[name="${name}"]`);
    if (found === null) throw new Error(`the panel has no field "${name}"`);
    return found;
  }

  /** What the reader sees beside a field. */
  private label(name: string): string {
    const { dataset, labels } = this.control(name);
    return dataset.label ?? labels?.[0]?.textContent ?? name;
  }

  /** Computes when the reader has stopped for a moment. */
  later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.now(), PAUSE_MS);
  }

  /** Computes; an input that cannot be used is named in one line, and what was shown is marked as no longer current. */
  async now(): Promise<void> {
    for (const control of this.panel.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
    let refusal = "";
    try {
      await this.compute();
      this.followFields();
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof Refusal)) throw error;
      refusal = error instanceof Refusal ? `${this.label(error.field)} ${error.message}` : error.message;
      if (error instanceof Refusal) this.control(error.field).setAttribute("aria-invalid", "true");
    }
    const line = this.panel.querySelector<HTMLElement>(".refusal");
    if (line !== null) line.textContent = refusal;
    this.panel.toggleAttribute("data-stale", refusal !== "");
    this.panel.dataset.computed = String(Number(this.panel.dataset.computed ?? "0") + 1);
  }

  private slid(slider: HTMLInputElement): void {
    const name = slider.dataset.slides!;
    const value = Number(slider.value);
    this.set(name, slider.dataset.scale === "length" ? lengthText(10 ** (value / SLIDER_STEPS)) : slider.value);
  }

  private followFields(): void {
    for (const slider of this.panel.querySelectorAll<HTMLInputElement>("[data-slides]")) {
      const text = this.text(slider.dataset.slides!);
      if (slider.dataset.scale === "length") {
        const log10 = lnOf(parseLength(slider.dataset.slides!, text)) / Math.LN10;
        slider.value = String(Math.round(SLIDER_STEPS * Math.log10(log10)));
      } else {
        // Of a range, its lower end.
        slider.value = text.split("..")[0]!;
      }
      slider.setAttribute("aria-valuetext", text);
    }
  }
}
