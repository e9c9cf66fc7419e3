import { formatNumber } from "../claims/format.js";
import { emit } from "./emit.js";
import { isValueName, VALUE_MIME } from "./value-record.js";

/**
 * Display a value under a name, so that the notebook's prose can say it: `{{ name }}`. JupyterLab shows "name = value"; the
 * report shows that only where no prose says the value.
 *
 * @param name a letter, then letters, digits, `_`, and `.` or `-` between them; it has one value in its notebook
 * @param value a finite number, or a text
 * @throws RangeError for another name, and for a number that is not finite
 */
export function showValue(name: string, value: number | string): void {
  if (!isValueName(name)) {
    throw new RangeError(
      `showValue: the name must be a letter, then letters, digits, "_", and "." or "-" between them, got ${JSON.stringify(name)}`,
    );
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RangeError(`showValue: ${name} must be a finite number or a text, got ${value}`);
  }
  const text = typeof value === "number" ? formatNumber(value) : value;
  emit({ data: { [VALUE_MIME]: { [name]: value }, "text/plain": `${name} = ${text}` }, metadata: {} });
}
