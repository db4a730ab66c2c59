import {wrapText} from './fit-text.js'
import {type Look, type Paint, paint} from './look.js'
import {neutralise} from './plain.js'

/** Text with a colour of ours, which it gets when it is drawn. */
export interface Painted {
  readonly text: string
  readonly paint: Paint
}

/** Text that is not drawn yet, as it was recorded; in pieces where some of them have colours. */
export type Text = string | Painted | readonly (string | Painted)[]

/** @example line`${painted('bold', look)(contract)}  ${customer}` */
export const painted =
  (style: Parameters<typeof paint>[0], look: Pick<Look, 'colour'>) =>
  (text: string): Painted => ({text, paint: paint(style, look)})

/** Makes text harmless and paints it, in this order: codes of colour are harmless only if they are ours. */
export function drawText(text: Text): string {
  if (typeof text === 'string') return neutralise(text)
  if ('paint' in text) return text.paint(neutralise(text.text))
  return text.map(drawText).join('')
}

/** One line: words of ours with texts set into them, each of which is drawn. */
export const line = (words: TemplateStringsArray, ...texts: readonly Text[]): string =>
  String.raw({raw: words}, ...texts.map(drawText))

/** Text over as many lines as it takes, each of at most so many columns. */
export const drawParagraph = (text: string, width: number): readonly string[] =>
  wrapText(neutralise(text), width)
