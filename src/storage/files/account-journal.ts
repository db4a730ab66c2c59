import {addMonths, type Month} from '../../domain/calendar.js'
import {decodeContract, decodePage} from '../account-codec.js'
import {CONTRACT_FILE, fileOfMonth, monthOfFile} from '../store-files.js'
import {parseJson} from '../stored-json.js'
import type {Changes, JournalCheck} from './commit.js'

/**
 * What a journal of this program does to an account, and no other: it leaves every closed page as it is, makes none before
 * these, keeps the contract of what is closed, closes no month without the page of the next, and writes nothing that cannot
 * be read. Whoever may write into the folder can plant a journal that is well formed; the page of a closed month must not
 * be changed by whoever next writes an honest entry, nor an open one be lost by a journal that a disk has spoilt.
 */
export const isOfAccount: JournalCheck = (changes, {list, read}) => {
  const closed = list().filter(name => isClosedPage(read(name)))
  // One that was killed while it was played has closed pages already that it would write once more.
  const kept = closed.filter(name => !changes.has(name))
  const lastKept = kept.flatMap(name => monthOfFile(name) ?? []).at(-1)
  return [...changes].every(([name, text]) => {
    if (text !== null && !isReadable(name, text)) return false
    if (text !== null && isClosedPage(text) && !hasNext(name, changes)) return false
    if (closed.includes(name)) return text === read(name)
    if (name === CONTRACT_FILE) return text !== null || closed.length === 0
    const month = monthOfFile(name)
    return month !== undefined && isAfter(month, lastKept)
  })
}

/** Who closes a month writes the opening of the next one with it. */
function hasNext(name: string, changes: Changes): boolean {
  const month = monthOfFile(name)
  return month !== undefined && typeof changes.get(fileOfMonth(addMonths(month, 1))) === 'string'
}

const isAfter = (month: Month, last: Month | undefined): boolean => last === undefined || month > last

/** Also what cannot be read: no writer of this program ever wrote over such a page. */
function isClosedPage(text: string | undefined): boolean {
  try {
    return (JSON.parse(text ?? '{}') as {readonly status?: unknown} | null)?.status === 'closed'
  } catch {
    return true
  }
}

/** Whether it is a contract, or the page of a month, whole and with the checksum that fits it. */
function isReadable(name: string, text: string): boolean {
  const month = monthOfFile(name)
  try {
    const record = parseJson(text, name) as {readonly id?: unknown; readonly contract?: unknown}
    if (month === undefined) decodeContract(record, String(record.id))
    else decodePage(record, String(record.contract), month)
    return true
  } catch {
    return false
  }
}
