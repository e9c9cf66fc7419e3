/** Argument checks shared by this folder: a message names the caller, the requirement and the value. */

export function requireProbability(caller: string, name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${caller}: ${name} must be in [0, 1], got ${value}`);
}

export function requireOpenProbability(caller: string, name: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new RangeError(`${caller}: ${name} must be in (0, 1), got ${value}`);
}

export function requirePositive(caller: string, name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${caller}: ${name} must be finite and > 0, got ${value}`);
}

export function requireNonNegative(caller: string, name: string, value: number): void {
  if (!(value >= 0)) throw new RangeError(`${caller}: ${name} must be >= 0, got ${value}`);
}

export function requireInteger(caller: string, name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${caller}: ${name} must be an integer in [${least}, ${most}], got ${value}`);
  }
}
