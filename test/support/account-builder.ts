import {type Day, type Instant, type Month, parseInstant} from '../../src/domain/calendar.js'
import {
  type Amendment,
  type Contract,
  NO_WORK_DEFAULTS,
  type Terms,
  type WorkDefaults,
} from '../../src/domain/contract.js'
import type {Account, ClosedPage, Credit} from '../../src/domain/page.js'
import {type Provider, UNSAID_PROVIDER} from '../../src/domain/provider.js'
import type {Refusal, Result} from '../../src/domain/refusal.js'
import {sealOf} from '../../src/domain/seal.js'
import type {Statement} from '../../src/domain/statement.js'
import {type AddedCredit, addCredit, type CreditRequest} from '../../src/operations/add-credit.js'
import {buildStatement} from '../../src/operations/build-statement.js'
import {amendContract, openAccount} from '../../src/operations/change-contract.js'
import {type Closing, closeDueMonths} from '../../src/operations/close-month.js'
import {type LoggedEntry, logEntry, type Recording, type WorkRequest} from '../../src/operations/log-entry.js'
import {type Balance, readBalance} from '../../src/operations/read-balance.js'
import {voidCredit} from '../../src/operations/void-credit.js'
import {type CorrectedEntry, correctEntry, voidEntry} from '../../src/operations/void-entry.js'
import {statementView} from '../../src/render/statement-view.js'

export const day = (text: string): Day => text as Day
export const month = (text: string): Month => text as Month

/** `2026-01-10` is noon of that day in UTC, so that it is the same day in Europe. */
export function at(text: string): Instant {
  const instant = parseInstant(text.length === 10 ? `${text}T12:00Z` : text)
  if (instant === undefined) throw new Error(`not an instant: ${text}`)
  return instant
}

/** What a result holds; throws where it is a refusal. */
export function accepted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

/** Why a result was refused; throws where it was not. */
export function refusalOf(result: Result<unknown>): Refusal {
  if (result.ok) throw new Error('was not refused')
  return result.refusal
}

export const PROVIDER: Provider = {
  name: 'Weber IT',
  ...UNSAID_PROVIDER,
  address: ['Marktplatz 2', '80331 München'],
}

/** A closed page with the seal that fits it. */
export const resealed = ({seal, ...page}: ClosedPage): ClosedPage => ({
  ...page,
  seal: sealOf(page, seal.previous),
})

/** Who closes, and when. */
export const closingAt = (now: string): Closing => ({
  provider: PROVIDER,
  now: at(now),
  by: 'J. Weber',
  print: statementView,
})

/** Who does something to an account, and when. */
export const byWeber = (now = '2026-01-01') => ({at: at(now), by: 'J. Weber'})

/** Ten hours a month at 120.00, nothing special, every minute charged as worked. */
export const PLAIN_TERMS: Terms = {
  creditMinutes: 600,
  prorate: true,
  rollover: {policy: 'unlimited'},
  overdraft: {limitMinutes: 0, beyond: 'allow'},
  rateCents: 12_000,
  vatPercent: 19,
  increment: {minutes: 1, minimum: 1, per: 'entry', overrides: []},
  bands: {list: [], otherwise: {name: 'always', factor: 1}, holiday: null, holidays: null},
  defaultClass: 'extended',
  activities: {'panel-help': 'standard', 'web-design': 'extended'},
  emergency: null,
  sla: null,
  alerts: [75, 90, 100],
  defaults: NO_WORK_DEFAULTS,
  settlement: 'lapses',
}

export interface Setup {
  readonly from?: string
  readonly to?: string
  readonly timezone?: string
  readonly terms?: Partial<Terms>
  readonly amendments?: readonly Amendment[]
}

/** A contract from 1 January 2026 with plain terms, but for what is named. */
export function contractOf({
  from = '2026-01-01',
  to,
  timezone = 'UTC',
  terms,
  amendments = [],
}: Setup = {}): Contract {
  return {
    id: 'acme',
    customer: {
      name: 'ACME GmbH',
      number: 'K-1001',
      address: ['Hauptstraße 1', '80331 München'],
      email: null,
      locale: 'de',
      contacts: ['Frau Müller'],
      closingText: null,
    },
    from: day(from),
    to: to === undefined ? null : day(to),
    timezone,
    currency: 'EUR',
    terms: [{from: month(from.slice(0, 7)), ...PLAIN_TERMS, ...terms}, ...amendments],
  }
}

export const workOn = (
  start: string | null,
  workedMinutes: number,
  more: Partial<WorkRequest> = {},
): WorkRequest => ({
  ...(start === null ? {} : {start: at(start)}),
  workedMinutes,
  requester: 'Frau Müller',
  consultant: 'J. Weber',
  text: 'Drucker',
  ...more,
})

/** When something is recorded, and under which id. */
export interface Told {
  readonly id?: string
  readonly now?: string
  readonly force?: string | null
  /** Of the profile. */
  readonly defaults?: WorkDefaults
}

/** An account through a test: every call does one operation and keeps what came of it. */
export class Books {
  account: Account
  private count = 0

  constructor(setup: Setup = {}) {
    this.account = openAccount(contractOf(setup), byWeber())
  }

  /** Records work on a day, told on the same day where nothing else is said; throws if it is refused. */
  log(start: string, minutes: number, more: Partial<WorkRequest> = {}, told: Told = {}): LoggedEntry {
    const logged = accepted(this.tryLog(start, minutes, more, told))
    this.account = logged.account
    return logged
  }

  tryLog(
    start: string,
    minutes: number,
    more: Partial<WorkRequest> = {},
    told: Told = {},
  ): Result<LoggedEntry> {
    return logEntry(this.account, workOn(start, minutes, more), this.recording({now: start, ...told}))
  }

  /** Takes an entry back, as if on that day. */
  void(id: string, now: string, tell: string | null = null): void {
    this.account = accepted(
      voidEntry(this.account, {id, reason: 'wrong', tell, at: at(now), by: 'J. Weber'}),
    ).account
  }

  correct(
    id: string,
    start: string,
    minutes: number,
    more: Partial<WorkRequest> = {},
    told: Told = {},
  ): CorrectedEntry {
    const corrected = accepted(this.tryCorrect(id, start, minutes, more, told))
    this.account = corrected.account
    return corrected
  }

  tryCorrect(id: string, start: string, minutes: number, more: Partial<WorkRequest> = {}, told: Told = {}) {
    const recording = this.recording({now: start, ...told})
    const voiding = {id, reason: 'wrong', tell: null, at: recording.now, by: 'J. Weber'}
    return correctEntry(this.account, voiding, workOn(start, minutes, more), recording)
  }

  credit(now: string, minutes: number, more: Partial<CreditRequest> = {}): Credit {
    const added = accepted(this.tryCredit(now, minutes, more))
    this.account = added.account
    return added.credit
  }

  tryCredit(now: string, minutes: number, more: Partial<CreditRequest> = {}): Result<AddedCredit> {
    const common = {
      kind: 'top-up',
      reason: 'ordered',
      expires: null,
      priceCents: null,
      approvedBy: null,
      ticket: null,
    } as const
    this.count += 1
    return addCredit(this.account, {
      id: `c${this.count}`,
      ...common,
      now: at(now),
      by: 'J. Weber',
      minutes,
      ...more,
    })
  }

  /** Takes a credit back, as if on that day. */
  voidCredit(id: string, now: string, tell: string | null = null): void {
    this.account = accepted(
      voidCredit(this.account, {id, reason: 'wrong', tell, at: at(now), by: 'J. Weber'}),
    ).account
  }

  amend(from: string, changes: Partial<Terms>): void {
    this.account = accepted(amendContract(this.account, {from: month(from), changes}, byWeber())).account
  }

  /** Closes through a month on the first of the next; returns the pages that were closed. */
  close(through: string, now = firstOfNext(through)): readonly ClosedPage[] {
    const {account, closed} = accepted(closeDueMonths(this.account, month(through), closingAt(now)))
    this.account = account
    return closed
  }

  /** Closes a month, and those before it; returns its page. */
  closed(which: string): ClosedPage {
    this.close(which)
    const page = this.account.closed.find(closed => closed.month === which)
    if (page === undefined) throw new Error(`not closed: ${which}`)
    return page
  }

  balance(today: string, which?: string): Balance {
    return which === undefined
      ? readBalance(this.account, day(today))
      : readBalance(this.account, day(today), month(which))
  }

  statement(which: string, today = firstOfNext(which)): Statement {
    return accepted(buildStatement(this.account, month(which), PROVIDER, at(today)))
  }

  private recording({id, now = '', force = null, defaults = NO_WORK_DEFAULTS}: Told): Recording {
    this.count += 1
    return {id: id ?? `e${this.count}`, now: at(now), by: 'J. Weber', forcedBecause: force, defaults}
  }
}

const firstOfNext = (text: string): string => {
  const [year = 0, number = 0] = text.split('-').map(Number)
  return number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`
}
