import type {Authorship, SomeTerms} from '../domain/account-record.js'
import {type Day, dayOf, type Month, monthOf} from '../domain/calendar.js'
import {type Amendment, type Contract, type Customer, type Terms, termsIn} from '../domain/contract.js'
import type {HolidayCalendar} from '../domain/holidays.js'
import type {Minutes} from '../domain/minutes.js'
import type {Cents} from '../domain/money.js'
import {compareText} from '../domain/order.js'
import {type Account, emptyPage, FIRST_OPENING} from '../domain/page.js'
import {ok, type Refusal, type Result, refuse} from '../domain/refusal.js'
import type {ScopeOf} from '../domain/scope.js'
import {carryForward, firstOpenMonth} from './ledger.js'
import {rateAgain} from './rate-entries.js'
import {recordOn} from './record-on-account.js'
import {liveRequests} from './requests.js'

/** The account of a new contract: its first page is the month it starts in. */
export const openAccount = (
  contract: Contract,
  authorship: Authorship,
  holidays: readonly HolidayCalendar[] = [],
): Account =>
  recordOn(
    {
      contract,
      holidays,
      open: [{...emptyPage(monthOf(contract.from)), opening: FIRST_OPENING}],
      closed: [],
    },
    {...authorship, event: 'opened'},
  )

/** The account with its contract changed. */
export interface ChangedAccount {
  readonly account: Account
  /** The contract as it was. */
  readonly before: Contract
}

/** The closed pages that `amendContract` needs: late entries of open months may share a ticket's day with closed ones. */
export const neededToAmend: ScopeOf = ({open}) => {
  const [first] = open
  const late = open
    .flatMap(page => page.entries)
    .map(({start}) => monthOf(start))
    .filter(month => month < first.month)
  return late.length === 0 ? {} : {closedFrom: late.reduce((a, b) => (a < b ? a : b))}
}

/** What becomes of the balance when the contract ends, as it stands now. */
export interface SettledBalance {
  readonly on: Day
  readonly lapsedMinutes: Minutes
  readonly paidOutMinutes: Minutes
  readonly billedMinutes: Minutes
  readonly writtenOffMinutes: Minutes
  /** What is billed for it, below zero if it is paid out. */
  readonly netCents: Cents
}

/** The account with its contract ended, and what that will do to its balance. */
export interface EndedAccount extends ChangedAccount {
  readonly settlement: SettledBalance
}

/**
 * Changes the terms from a month on (domain §3); what is named twice for the same month counts as said last. Entries
 * of open months are rated again by the new terms.
 *
 * Refused: a month that is closed, and taking away the tariff of call-outs that are booked.
 */
export function amendContract(
  account: Account,
  {from, changes}: {readonly from: Month; readonly changes: Partial<Terms>},
  authorship: Authorship,
): Result<ChangedAccount> {
  const refusal = refuseAmendment(account, from)
  if (refusal !== null) return refuse(refusal)
  const amended = {...account, contract: withTerms(account.contract, from, changes)}
  const stranded = callOutsWithoutTariff(amended)
  if (stranded.length > 0) return refuse({kind: 'tariff-in-use', month: from, entries: stranded})
  const rated = rateAgain(amended, entry => entry.voided === null && monthOf(entry.start) >= from)
  const differing = differenceOf(termsIn(account.contract, from), termsIn(amended.contract, from))
  return ok({
    account: recordOn(rated, {...authorship, event: 'amended', from, ...differing}),
    before: account.contract,
  })
}

/** Of terms those that are others than before. */
function differenceOf(before: Terms, after: Terms): {readonly before: SomeTerms; readonly after: SomeTerms} {
  const changed = (Object.keys(after) as (keyof Terms)[]).filter(
    term => JSON.stringify(before[term]) !== JSON.stringify(after[term]),
  )
  const only = (terms: Terms) => Object.fromEntries(changed.map(term => [term, terms[term]])) as SomeTerms
  return {before: only(before), after: only(after)}
}

/** Why the terms cannot change from this month on, whatever they are; null if they can. */
export function refuseAmendment(account: Account, from: Month): Refusal | null {
  const start = monthOf(account.contract.from)
  const openFrom = firstOpenMonth(account)
  if (from < start) return {kind: 'month-before-contract', month: from, from: start}
  return from < openFrom ? {kind: 'month-closed', month: from, openFrom} : null
}

/** Booked call-outs that these terms have no price for. */
function callOutsWithoutTariff({contract, open}: Account): readonly string[] {
  return open
    .flatMap(page => page.entries)
    .filter(({voided, class: of}) => voided === null && of === 'emergency')
    .filter(({start}) => termsIn(contract, monthOf(start)).emergency === null)
    .map(({id}) => id)
}

/** The contract with terms that change from a month on, whether or not that month may still be changed. */
export function withTerms(contract: Contract, from: Month, changes: Partial<Terms>): Contract {
  const [initial, ...amendments] = contract.terms
  return {
    ...contract,
    terms:
      from === initial.from
        ? [{...initial, ...changes}, ...amendments]
        : [initial, ...withAmendment(amendments, {from, ...changes})],
  }
}

function withAmendment(amendments: readonly Amendment[], amendment: Amendment): readonly Amendment[] {
  const earlier = amendments.find(({from}) => from === amendment.from)
  const others = amendments.filter(({from}) => from !== amendment.from)
  return [...others, {...earlier, ...amendment}].sort((a, b) => compareText(a.from, b.from))
}

/**
 * Changes what is said of the customer, at any time (domain §4): closed months keep what they were closed with. What is
 * the same as before leaves the account as it is.
 */
export function editCustomer(
  account: Account,
  changes: Partial<Customer>,
  authorship: Authorship,
): ChangedAccount {
  const {contract: before} = account
  const customer = {...before.customer, ...changes}
  const fields = (Object.keys(customer) as (keyof Customer)[]).filter(
    field => JSON.stringify(customer[field]) !== JSON.stringify(before.customer[field]),
  )
  if (fields.length === 0) return {account, before}
  const edited = {...account, contract: {...before, customer}}
  return {account: recordOn(edited, {...authorship, event: 'edited', fields}), before}
}

/**
 * Why a contract cannot be removed, null if it can: it was used, be it for what was voided since, or a month is closed,
 * before which nothing is ever reversed.
 */
export function refuseRemoval(account: Account): Refusal | null {
  const {contract, open} = account
  const [{opening}] = open
  const hasClosedMonths = opening.previous !== null
  const entries = sumOf(open.map(page => page.entries.length))
  const credits = sumOf(open.map(page => page.credits.length))
  const requests = liveRequests(account).length
  return entries > 0 || credits > 0 || requests > 0 || hasClosedMonths
    ? {kind: 'contract-used', contract: contract.id, entries, credits, requests, hasClosedMonths}
    : null
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

/**
 * Ends a contract on its last day, or moves an end that is still open.
 *
 * Refused: an end before the start, in a closed month, or before work or credits that are booked already; and any other
 * end than the one an account was settled at.
 */
export function endContract(account: Account, on: Day, authorship: Authorship): Result<EndedAccount> {
  const {contract} = account
  const openFrom = firstOpenMonth(account)
  if (on < contract.from) return refuse({kind: 'end-before-start', on, from: contract.from})
  const earliest = contract.to !== null && contract.to < on ? contract.to : on
  if (monthOf(earliest) < openFrom) return refuse({kind: 'end-in-closed-month', on: earliest, openFrom})
  const entries = account.open
    .flatMap(page => page.entries)
    .filter(entry => entry.voided === null && dayOf(entry.start) > on)
  const credits = account.open
    .filter(page => page.month > monthOf(on))
    .flatMap(page => page.credits.filter(credit => credit.voided === null))
  const later = [...entries, ...credits].map(({id}) => id)
  if (later.length > 0) return refuse({kind: 'movements-after-end', on, entries: later})
  const ended = recordOn(
    {...account, contract: {...contract, to: on}},
    {...authorship, event: 'ended', on, before: contract.to},
  )
  return ok({account: ended, before: contract, settlement: settlementOf(ended, on)})
}

/** How the account will be settled if nothing more is booked until its contract ends. */
function settlementOf(account: Account, on: Day): SettledBalance {
  const {totals, paidOutMinutes, writtenOffMinutes, charges} = carryForward(account, monthOf(on), on)
  const {lapsedMinutes, overageMinutes} = totals
  const settled = charges.filter(({kind}) => kind === 'overage' || kind === 'pay-out')
  const netCents = settled.reduce((sum, charge) => sum + charge.netCents, 0)
  return {on, lapsedMinutes, paidOutMinutes, billedMinutes: overageMinutes, writtenOffMinutes, netCents}
}
