import {textWidth, wrapText} from './fit-text.js'
import {type Look, paint} from './look.js'
import {drawText, type Text} from './text.js'

/** A label and what it says; nothing is printed of a line without a value. */
export type Line = readonly [label: string, value: Text | null]

/** Below this a text has no room beside its label. */
const NARROWEST = 16

/**
 * Lines with their values below each other; a text that is too long goes on below itself, or below its label where there is
 * no room beside it. The labels are our own words, so each character is one column wide.
 */
export function alignedLines(lines: readonly Line[], look: Look): readonly string[] {
  const shown = lines.flatMap(([label, value]) => (value === null || value === '' ? [] : [{label, value}]))
  const width = Math.max(0, ...shown.map(({label}) => label.length))
  const indent = width + 4
  return shown.flatMap(({label, value}) => {
    const dimmed = `  ${paint('dim', look)(label.padEnd(width))}`
    const drawn = drawText(value)
    if (indent + textWidth(drawn) <= look.width) return [`${dimmed}  ${drawn}`]
    const isBeside = look.width - indent >= NARROWEST
    const [first = '', ...others] = wrapText(drawn, look.width - (isBeside ? indent : 4))
    const below = others.map(line => `${' '.repeat(isBeside ? indent : 4)}${line}`)
    return isBeside ? [`${dimmed}  ${first}`, ...below] : [dimmed.trimEnd(), `    ${first}`, ...below]
  })
}

/** The same with numbers, which end below each other. */
export function alignedNumbers(
  lines: readonly (readonly [label: string, value: string | null])[],
  look: Look,
): readonly string[] {
  const width = Math.max(0, ...lines.map(([, value]) => value?.length ?? 0))
  return alignedLines(
    lines.map(([label, value]) => [label, value === null ? null : value.padStart(width)]),
    look,
  )
}
