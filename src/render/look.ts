/** How to print for a terminal: nothing here is asked of the terminal itself, so the same value gives the same text. */
export interface Look {
  /** Columns there are. */
  readonly width: number
  readonly colour: boolean
}

export type Paint = (text: string) => string

const CODES = {bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39]} as const

/** Paints text, or leaves it alone where colour is not wanted. */
export function paint(style: keyof typeof CODES, {colour}: Pick<Look, 'colour'>): Paint {
  const [on, off] = CODES[style]
  return text => (colour ? `\u001b[${on}m${text}\u001b[${off}m` : text)
}
