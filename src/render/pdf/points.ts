/** A length as it is written to a page: hundredths of a point are finer than any printer. */
export const points = (value: number): number => Math.round(value * 100) / 100
