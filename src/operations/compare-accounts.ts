import {isDeepStrictEqual as isSame} from 'node:util'
import type {Account, Bookings} from '../domain/page.js'

/** What one account has and another one lacks. */
export interface Lacking {
  readonly entries: number
  readonly credits: number
  readonly closedMonths: number
  /** What was recorded of requests. */
  readonly requestRecords: number
  /** Its contract or what was taken back is another. */
  readonly isOtherwise: boolean
}

/**
 * What would be lost if another account, of another time, came in the place of this one; null where that has all of it. Both
 * with all their closed pages.
 *
 * @param other undefined: there is none
 */
export function lackingIn(other: Account | undefined, account: Account): Lacking | null {
  const [had, has] = [contentsOf(account), contentsOf(other)]
  const missing = (what: 'entries' | 'credits') =>
    [...had[what].keys()].filter(id => !has[what].has(id)).length
  const lacking = {
    entries: missing('entries'),
    credits: missing('credits'),
    closedMonths: [...had.seals].filter(seal => !has.seals.has(seal)).length,
    requestRecords: Math.max(0, had.requestRecords - has.requestRecords),
    isOtherwise:
      !isSame(account.contract, other?.contract) || had.reversals > has.reversals || isVoidedMore(had, has),
  }
  const {isOtherwise, ...counts} = lacking
  return isOtherwise || Object.values(counts).some(count => count > 0) ? lacking : null
}

interface Contents {
  /** By id, whether each is voided. */
  readonly entries: ReadonlyMap<string, boolean>
  readonly credits: ReadonlyMap<string, boolean>
  readonly reversals: number
  readonly requestRecords: number
  readonly seals: ReadonlySet<string>
}

function contentsOf(account: Account | undefined): Contents {
  const closed = account?.closed ?? []
  const pages: readonly Bookings[] = [...closed, ...(account?.open ?? [])]
  const voided = (bookings: readonly {readonly id: string; readonly voided: unknown}[]) =>
    bookings.map(({id, voided}) => [id, voided !== null] as const)
  return {
    entries: new Map(pages.flatMap(({entries}) => voided(entries))),
    credits: new Map(pages.flatMap(({credits}) => voided(credits))),
    reversals: pages.reduce((sum, page) => sum + page.reversals.length + page.creditReversals.length, 0),
    requestRecords: pages.reduce((sum, {requestRecords}) => sum + requestRecords.length, 0),
    seals: new Set(closed.map(({seal}) => seal.sha256)),
  }
}

const isVoidedMore = (had: Contents, has: Contents): boolean =>
  (['entries', 'credits'] as const).some(what =>
    [...had[what]].some(([id, isVoided]) => isVoided && has[what].get(id) === false),
  )
