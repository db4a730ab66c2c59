import type {Month} from '../../domain/calendar.js'
import {CONTRACT_FILE, monthOfFile} from '../store-files.js'
import type {JournalCheck} from './commit.js'

/**
 * What a journal of this program does to an account, and no other: it leaves every closed page as it is, makes none before
 * these, and keeps the contract of what is closed. Whoever may write into the folder can plant a journal that is well
 * formed; the page of a closed month must not be changed by whoever next writes an honest entry.
 */
export const isOfAccount: JournalCheck = (changes, {list, read}) => {
  const closed = list().filter(name => isClosedPage(read(name)))
  // One that was killed while it was played has closed pages already that it would write once more.
  const kept = closed.filter(name => !changes.has(name))
  const lastKept = kept.flatMap(name => monthOfFile(name) ?? []).at(-1)
  return [...changes].every(([name, text]) => {
    if (closed.includes(name)) return text === read(name)
    if (name === CONTRACT_FILE) return text !== null || closed.length === 0
    const month = monthOfFile(name)
    return month !== undefined && isAfter(month, lastKept)
  })
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
