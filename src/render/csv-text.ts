import {neutralise} from './plain.js'

/** A number is written as it is; text is made harmless first. */
export type CsvCell = string | {readonly number: string | number}

/** Records as RFC 4180 has them: CRLF at every end, quotes where they are needed. */
export function csvText(records: readonly (readonly CsvCell[])[], delimiter: string): string {
  return records.map(cells => `${cells.map(cell => csvCell(cell, delimiter)).join(delimiter)}\r\n`).join('')
}

function csvCell(cell: CsvCell, delimiter: string): string {
  const text = typeof cell === 'string' ? withoutFormula(neutralise(cell)) : String(cell.number)
  return text.includes('"') || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * A spreadsheet takes text that begins like a formula for one, and would run it: an apostrophe tells it not to. Some take
 * signs of full width for the others.
 */
const withoutFormula = (text: string): string => (/^[ \u3000]*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text)
