/** The order of two texts by their characters, for `sort`: days, months and ids, which no language orders. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
