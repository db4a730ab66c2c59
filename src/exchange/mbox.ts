/** More than the headers of any honest mail; what is longer is not read. */
export const MAX_HEAD_BYTES = 262_144

/** The headers of a mail in a mailbox. */
export interface MailHead {
  /** Its place in the mailbox, from 1. */
  readonly message: number
  /** Without the empty line after them; null where they are too long. */
  readonly head: Uint8Array | null
}

/** The file is something else than a mailbox. */
export type MailboxRefusal = {readonly kind: 'not-a-mailbox'}

/**
 * Splits a mailbox (mboxrd, RFC 4155) into its mails, of which only the headers are kept: of a mailbox of any size there
 * are never more than a mail's headers in memory. A line `From …` begins a mail after an empty line, or if it has a time
 * of day, as some programs leave the empty line out. Lines that are quoted with `>` are of bodies, or no header.
 *
 * @param chunks of the file, in their order; each may be overwritten when the next one is asked for
 * @returns false where the file begins with something else, and is no mailbox
 */
export function* splitMailbox(chunks: Iterable<Uint8Array>): Generator<MailHead, boolean> {
  let message = 0
  let head = new Head()
  let isAfterEmpty = true
  for (const line of linesOf(chunks)) {
    if (line.length === 0) {
      isAfterEmpty = true
      head.end()
      continue
    }
    if (isSeparator(line, isAfterEmpty)) {
      if (message > 0) yield {message, head: head.bytes()}
      message += 1
      head = new Head()
    } else if (message === 0) return false
    else head.add(line)
    isAfterEmpty = false
  }
  if (message > 0) yield {message, head: head.bytes()}
  return true
}

/** The headers of one mail while they are read. */
class Head {
  readonly #lines: Uint8Array[] = []
  #length = 0
  #isAtEnd = false

  add(line: Uint8Array): void {
    if (this.#isAtEnd || this.#length > MAX_HEAD_BYTES) return
    this.#length += line.length + 1
    if (this.#length <= MAX_HEAD_BYTES) this.#lines.push(Buffer.from(line), LINE_END)
  }

  end(): void {
    this.#isAtEnd = true
  }

  bytes(): Uint8Array | null {
    return this.#length > MAX_HEAD_BYTES ? null : Buffer.concat(this.#lines)
  }
}

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const LINE_END = Buffer.from('\n')
const BYTE_ORDER_MARK = Buffer.from('\ufeff')
const FROM = Buffer.from('From ')
/** What is looked at of a line that begins a mail. */
const SHOWN_BYTES = 500

function isSeparator(line: Uint8Array, isAfterEmpty: boolean): boolean {
  if (!startsWith(line, FROM)) return false
  return isAfterEmpty || /\d:\d\d/.test(Buffer.from(line.subarray(0, SHOWN_BYTES)).toString('latin1'))
}

const startsWith = (line: Uint8Array, beginning: Uint8Array): boolean =>
  line.length >= beginning.length && beginning.every((byte, index) => line[index] === byte)

/** The lines of a file without their ends (LF or CRLF); of one that is too long for headers only the beginning. */
function* linesOf(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let begun: Uint8Array[] = []
  let length = 0
  let isFirst = true
  const whole = (end: Uint8Array): Uint8Array => {
    const line = withoutReturn(begun.length === 0 ? end : Buffer.concat([...begun, end]))
    begun = []
    length = 0
    if (!isFirst) return line
    isFirst = false
    return startsWith(line, BYTE_ORDER_MARK) ? line.subarray(BYTE_ORDER_MARK.length) : line
  }
  for (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      yield whole(chunk.subarray(start, end))
      start = end + 1
    }
    const rest = chunk.subarray(start)
    if (rest.length > 0 && length <= MAX_HEAD_BYTES) begun.push(Buffer.from(rest))
    length += rest.length
  }
  if (begun.length > 0) yield whole(Buffer.of())
}

const withoutReturn = (line: Uint8Array): Uint8Array =>
  line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line
