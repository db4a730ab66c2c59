import type {Instant, Month} from '../../src/domain/calendar.js'
import type {Contract, Locale, Terms} from '../../src/domain/contract.js'
import type {Account, ClosedPage} from '../../src/domain/page.js'
import {type Provider, UNSAID_PROVIDER} from '../../src/domain/provider.js'
import type {Result} from '../../src/domain/refusal.js'
import type {Statement} from '../../src/domain/statement.js'
import {type AddedCredit, addCredit, type CreditRequest} from '../../src/operations/add-credit.js'
import {buildStatement} from '../../src/operations/build-statement.js'
import {openAccount} from '../../src/operations/change-contract.js'
import {closeDueMonths} from '../../src/operations/close-month.js'
import {type LoggedEntry, logEntry, type WorkRequest} from '../../src/operations/log-entry.js'
import {voidEntry} from '../../src/operations/void-entry.js'
import {statementView} from '../../src/render/statement-view.js'

/** Small histories for the renderers, made by the real operations. */

export const instant = (text: string) => text as Instant
export const month = (text: string) => text as Month

export const PROVIDER: Provider = {
  ...UNSAID_PROVIDER,
  name: 'Weber & Söhne IT',
  address: ['Gögginger Str. 7', '86159 Augsburg'],
  taxNumber: 'DE123456789',
  bank: 'DE02 1203 0000 0000 2020 51',
}

export const TERMS: Terms = {
  creditMinutes: 600,
  prorate: true,
  rollover: {policy: 'unlimited'},
  overdraft: {limitMinutes: 300, beyond: 'charge'},
  rateCents: 12000,
  vatPercent: 19,
  increment: {minutes: 15, minimum: 15, per: 'entry', overrides: []},
  bands: {list: [], otherwise: {name: 'always', factor: 1}, holiday: null, holidays: null},
  defaultClass: 'extended',
  activities: {},
  emergency: null,
  sla: null,
  alerts: [],
  defaults: {place: null, channel: null, cause: null},
  settlement: 'lapses',
}

export function contractOf(
  terms: Partial<Terms> = {},
  rest: Partial<Contract> & {locale?: Locale} = {},
): Contract {
  const {locale = 'de', ...contract} = rest
  return {
    id: 'acme',
    customer: {
      name: 'ACME GmbH',
      number: '4711',
      address: ['Werkstr. 1', '80331 München'],
      email: null,
      locale,
      contacts: ['Frau Müller'],
      closingText: null,
    },
    from: '2026-10-01' as Contract['from'],
    to: null,
    timezone: 'Europe/Berlin',
    currency: 'EUR',
    terms: [{from: month('2026-10'), ...TERMS, ...terms}],
    ...contract,
  }
}

export const WORK: WorkRequest = {
  start: instant('2026-10-05T09:00:00+02:00'),
  workedMinutes: 50,
  requester: 'Frau Müller',
  channel: 'phone',
  consultant: 'J. Weber',
  ticket: '12345',
  text: 'Drucker druckt nicht',
}

const CREDIT: CreditRequest = {
  id: 'c1',
  kind: 'top-up',
  minutes: 120,
  reason: 'Umzug',
  expires: null,
  priceCents: null,
  approvedBy: null,
  ticket: null,
  now: instant('2026-10-20T10:00:00+02:00'),
  by: 'J. Weber',
}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

/** An account to which things are done one after the other. */
export class History {
  #count = 0
  account: Account

  constructor(account: Account) {
    this.account = account
  }

  static of(terms: Partial<Terms> = {}, rest: Parameters<typeof contractOf>[1] = {}): History {
    return new History(
      openAccount(contractOf(terms, rest), {at: instant('2026-01-01T09:00:00+01:00'), by: null}),
    )
  }

  /** Recorded ten minutes after it ended, unless `now` says otherwise. */
  log(work: Partial<WorkRequest>, now?: string, id?: string): LoggedEntry {
    this.#count += 1
    const channel = (work.ticket ?? WORK.ticket) ? 'ticket' : 'remote-session'
    const said = {...WORK, place: 'remote', cause: 'customer', ...work} as const
    const request = {...(said.place === 'remote' ? {channel} : {}), ...said} as WorkRequest
    const recording = {
      id: id ?? `e${this.#count}`,
      now: instant(now ?? request.start ?? ''),
      by: 'J. Weber',
      forcedBecause: null,
    }
    const logged = must(logEntry(this.account, request, recording))
    this.account = logged.account
    return logged
  }

  credit(credit: Partial<CreditRequest>): AddedCredit {
    const added = must(addCredit(this.account, {...CREDIT, ...credit}))
    this.account = added.account
    return added
  }

  void(id: string, at: string, reason: string, tell: string | null = null): void {
    const why = {reason, tell, at: instant(at), by: 'J. Weber'}
    this.account = must(voidEntry(this.account, {id, ...why})).account
  }

  /** Closes every month that is due. */
  close(now: string): readonly ClosedPage[] {
    const {account, closed} = must(
      closeDueMonths(this.account, null, {
        provider: PROVIDER,
        now: instant(now),
        by: null,
        print: statementView,
      }),
    )
    this.account = account
    return closed
  }

  statement(of: string, today = '2026-12-01'): Statement {
    return must(buildStatement(this.account, month(of), PROVIDER, instant(`${today}T12:00:00+00:00`)))
  }
}
