import {type Look, paint} from './look.js'
import {drawText, type Text} from './text.js'

/** A label and what it says; nothing is printed of a line without a value. */
export type Line = readonly [label: string, value: Text | null]

/** Lines with their values below each other. The labels are our own words, so each character is one column wide. */
export function alignedLines(lines: readonly Line[], look: Pick<Look, 'colour'>): readonly string[] {
  const shown = lines.flatMap(([label, value]) => (value === null || value === '' ? [] : [{label, value}]))
  const width = Math.max(0, ...shown.map(({label}) => label.length))
  return shown.map(({label, value}) => `  ${paint('dim', look)(label.padEnd(width))}  ${drawText(value)}`)
}

/** The same with numbers, which end below each other. */
export function alignedNumbers(
  lines: readonly (readonly [label: string, value: string | null])[],
  look: Pick<Look, 'colour'>,
): readonly string[] {
  const width = Math.max(0, ...lines.map(([, value]) => value?.length ?? 0))
  return alignedLines(
    lines.map(([label, value]) => [label, value === null ? null : value.padStart(width)]),
    look,
  )
}
