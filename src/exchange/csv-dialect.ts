import {CsvError, parse} from 'csv-parse/sync'
import {ok, type Result, refuse} from '../domain/refusal.js'

/** What other programs write. `windows-1252` also reads Latin-1, of which it is a superset but for control characters. */
export type CsvEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export type CsvDelimiter = ',' | ';' | '\t' | '|'

/** In the order in which a tie is decided. */
export const CSV_DELIMITERS: readonly CsvDelimiter[] = [',', ';', '\t', '|']

/** How a file was read, and why: said to the user, because both may be guesses. */
export interface CsvDialect {
  readonly encoding: CsvEncoding
  /** `content`: the bytes are valid UTF-8. `fallback`: they are not, so the Western single-byte encoding is assumed. */
  readonly encodingFrom: 'given' | 'bom' | 'content' | 'fallback'
  readonly delimiter: CsvDelimiter
  readonly delimiterFrom: 'given' | 'header'
}

/** What the caller knows about the dialect; the rest is detected. */
export interface GivenDialect {
  readonly encoding?: CsvEncoding | undefined
  readonly delimiter?: CsvDelimiter | undefined
}

export interface CsvRecord {
  /** The physical line, from 1, on which the record starts: what an editor shows, also after quoted line breaks. */
  readonly line: number
  /** As in the file, quotes resolved, surrounding white space kept. */
  readonly cells: readonly string[]
}

export interface CsvTable {
  readonly dialect: CsvDialect
  /** Column names without surrounding white space. */
  readonly header: readonly string[]
  readonly records: readonly CsvRecord[]
  /** Rows of delimiters and white space only, as spreadsheets leave them at the end. */
  readonly blankRows: number
}

export type CsvTableRefusal =
  | {readonly kind: 'undecodable'; readonly encoding: CsvEncoding}
  | {readonly kind: 'empty-file'}
  /** The record that starts on this line has a quote that RFC 4180 does not allow, or one that never closes. */
  | {readonly kind: 'broken-quotes'; readonly line: number}

/**
 * Reads the bytes of a CSV file (RFC 4180; CRLF, LF or CR) into a header and records, whose lengths are not checked.
 * A first line `sep=;`, as Excel reads it, gives the delimiter. Refused as a whole where quotes are broken:
 * from there on, what belongs to which cell would be a guess.
 */
export function readCsvTable(bytes: Uint8Array, given: GivenDialect = {}): Result<CsvTable, CsvTableRefusal> {
  const decoded = decode(bytes, given.encoding)
  if (decoded.text === null) return refuse({kind: 'undecodable', encoding: decoded.encoding})
  const {text, encoding, encodingFrom} = decoded
  const hint = separatorHint(text)
  const delimiter = given.delimiter ?? hint ?? likelyDelimiter(text)
  const split = splitRecords(text, delimiter)
  if (split.brokenLine !== null) return refuse({kind: 'broken-quotes', line: split.brokenLine})

  const [header, ...rows] = split.records.slice(hint === undefined ? 0 : 1)
  if (header === undefined || isBlank(header)) return refuse({kind: 'empty-file'})
  const records = rows.filter(row => !isBlank(row))
  return ok({
    dialect: {encoding, encodingFrom, delimiter, delimiterFrom: given.delimiter ? 'given' : 'header'},
    header: header.cells.map(cell => cell.trim()),
    records,
    blankRows: rows.length - records.length,
  })
}

const isBlank = (record: CsvRecord) => record.cells.every(cell => cell.trim() === '')

interface Decoded extends Pick<CsvDialect, 'encoding' | 'encodingFrom'> {
  readonly text: string | null
}

function decode(bytes: Uint8Array, given: CsvEncoding | undefined): Decoded {
  if (given) return {text: decodeAs(given, bytes), encoding: given, encodingFrom: 'given'}
  const marked = byteOrderMark(bytes)
  if (marked) return {text: decodeAs(marked, bytes), encoding: marked, encodingFrom: 'bom'}
  const utf8 = decodeAs('utf-8', bytes)
  if (utf8 !== null) return {text: utf8, encoding: 'utf-8', encodingFrom: 'content'}
  return {text: decodeAs('windows-1252', bytes), encoding: 'windows-1252', encodingFrom: 'fallback'}
}

function byteOrderMark([first, second, third]: Uint8Array): CsvEncoding | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return undefined
}

function decodeAs(encoding: CsvEncoding, bytes: Uint8Array): string | null {
  if (encoding === 'windows-1252') return decodeWindows1252(bytes)
  try {
    return new TextDecoder(encoding, {fatal: true}).decode(bytes)
  } catch {
    return null
  }
}

/** The characters of 0x80 to 0x9F; those that Windows leaves undefined stay control characters, as on the web. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/**
 * By a table of our own: in Node 20.18.3 and later, and in releases up to 24.6, the built-in decoder reads 0x80 to
 * 0x9F as Latin-1, so `€` is lost (nodejs/node#56542).
 */
function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return latin1.replace(/[\u0080-\u009f]/g, character => WINDOWS_1252.charAt(character.charCodeAt(0) - 0x80))
}

function separatorHint(text: string): CsvDelimiter | undefined {
  const hint = /^sep=(.)\r?\n/.exec(text)?.[1]
  return CSV_DELIMITERS.find(delimiter => delimiter === hint)
}

/** The delimiter found most often in the first line with content, outside quotes; a comma where there is none. */
function likelyDelimiter(text: string): CsvDelimiter {
  const counts = new Map<string, number>()
  let quoted = false
  for (const character of text.trimStart()) {
    if (character === '"') quoted = !quoted
    if (quoted) continue
    if (character === '\n' || character === '\r') break
    counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  const count = (delimiter: CsvDelimiter) => counts.get(delimiter) ?? 0
  return CSV_DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best))
}

interface SplitText {
  readonly records: readonly CsvRecord[]
  readonly brokenLine: number | null
}

const BROKEN_QUOTES = ['CSV_QUOTE_NOT_CLOSED', 'CSV_INVALID_CLOSING_QUOTE', 'INVALID_OPENING_QUOTE']

function splitRecords(text: string, delimiter: CsvDelimiter): SplitText {
  const bytes = Buffer.from(text)
  const position = startOf(bytes)
  const records: CsvRecord[] = []
  try {
    parse(bytes, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], {bytes: end}) => {
        records.push({line: position.skipLineBreaks(), cells})
        position.moveTo(end)
        return null
      },
    })
    return {records, brokenLine: null}
  } catch (error) {
    if (error instanceof CsvError && BROKEN_QUOTES.includes(error.code)) {
      return {records, brokenLine: position.skipLineBreaks()}
    }
    throw error
  }
}

const LF = 0x0a
const CR = 0x0d

/**
 * A position that knows its line. csv-parse 7 reports the line on which a record ends and counts a CRLF inside quotes
 * twice, so lines are counted here from its byte offsets.
 */
function startOf(bytes: Uint8Array) {
  let offset = 0
  let line = 1
  const step = () => {
    const endsLine = bytes[offset] === LF || (bytes[offset] === CR && bytes[offset + 1] !== LF)
    if (endsLine) line += 1
    offset += 1
  }
  return {
    moveTo(end: number): void {
      while (offset < end) step()
    },
    /** Passes over empty lines and returns the line of what follows. */
    skipLineBreaks(): number {
      while (bytes[offset] === LF || bytes[offset] === CR) step()
      return line
    },
  }
}
