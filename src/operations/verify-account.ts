import {isDeepStrictEqual as isSame} from 'node:util'
import {addMonths, firstDay, type Month, monthOf} from '../domain/calendar.js'
import type {Contract} from '../domain/contract.js'
import {totalOf} from '../domain/money.js'
import {endMonth} from '../domain/month-end.js'
import {type Account, type ClosedPage, FIRST_OPENING, type Opening} from '../domain/page.js'
import {sealOf} from '../domain/seal.js'
import {closingsAfter, numberAfter, previousOf} from './close-month.js'

/** What does not hold in an account, and in which month's page; `locale/problems` has the words. */
export interface AccountProblem {
  readonly month: Month
  readonly kind:
    | 'seal-broken'
    | 'chain-broken'
    | 'page-missing'
    | 'wrong-opening'
    | 'wrong-figures'
    | 'wrong-money'
    | 'wrong-number'
    | 'wrong-contract'
    | 'entry-twice'
  /** The entry's id, where it is about one. */
  readonly entry?: string
}

/**
 * Re-checks an account whose closed pages were all read: every seal and the chain, every figure by doing the month
 * again, every number, and that each month opens with what the one before closed with (domain §8).
 */
export function verifyAccount(account: Account): readonly AccountProblem[] {
  const [firstOpen] = account.open
  const problems: AccountProblem[] = []
  let month = monthOf(account.contract.from)
  let expected: Opening = FIRST_OPENING
  for (const page of account.closed) {
    problems.push(...missingMonths(month, page.month))
    problems.push(...problemsOf(page, expected, account.contract.id))
    expected = {
      ...page.end.closing,
      previous: previousOf(page),
    }
    month = addMonths(page.month, 1)
  }
  problems.push(...missingMonths(month, firstOpen.month))
  if (!isSame(firstOpen.opening, expected)) problems.push({month: firstOpen.month, kind: 'wrong-opening'})
  return [...problems, ...entriesTwice(account)]
}

function missingMonths(from: Month, to: Month): readonly AccountProblem[] {
  const problems: AccountProblem[] = []
  for (let month = from; month < to; month = addMonths(month, 1)) problems.push({month, kind: 'page-missing'})
  return problems
}

function problemsOf(page: ClosedPage, expected: Opening, contract: string): readonly AccountProblem[] {
  const {month} = page
  const again = endMonth(contractOf(page), page.end.opening, page, firstDay(month))
  const checks: readonly (readonly [AccountProblem['kind'], boolean])[] = [
    ['seal-broken', sealOf(page) === page.seal.sha256],
    ['chain-broken', page.seal.previous === (expected.previous?.seal ?? null)],
    ['wrong-contract', page.contract === contract],
    ['wrong-number', page.number === numberAfter(expected.previous, month)],
    ['wrong-opening', isSame(page.end.opening, {minutes: expected.minutes, lots: expected.lots})],
    [
      'wrong-figures',
      isSame([page.end, page.closings], [again, closingsAfter(expected.previous, month, again)]),
    ],
    ['wrong-money', isSame(page.money, totalOf(page.end.charges))],
  ]
  return checks.filter(([, holds]) => !holds).map(([kind]) => ({month, kind}))
}

/** The contract as it was when the page was closed. */
function contractOf(page: ClosedPage): Contract {
  const {contract: id, customer, covered, timezone, currency, month, terms} = page
  return {id, customer, ...covered, timezone, currency, terms: [{from: month, ...terms}]}
}

function entriesTwice(account: Account): readonly AccountProblem[] {
  const seen = new Set<string>()
  return [...account.closed, ...account.open].flatMap(({month, entries}) =>
    entries.flatMap(({id}) => {
      if (!seen.has(id)) {
        seen.add(id)
        return []
      }
      return [{month, kind: 'entry-twice', entry: id} as const]
    }),
  )
}
