export interface Price {
  readonly start?: number;
  readonly block?: number;
  readonly handOut?: number;
}

export function queueMakespan(seconds: readonly number[], workers: number, price?: Price): number;

export function sharesMakespan(
  expected: readonly number[],
  actual: readonly number[],
  workers: number,
  price?: Omit<Price, "handOut">,
): number;
