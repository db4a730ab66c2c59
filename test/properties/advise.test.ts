import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Changes, Increment} from '../../src/domain/contract.js'
import type {Account, ClosedPage} from '../../src/domain/page.js'
import {replayMonths} from '../../src/operations/replay-months.js'
import {Books, month} from '../support/account-builder.js'
import {anyHistory, type History, Player, type TermsChoice} from '../support/histories.js'
import {configureRuns, RUNS_WHERE_SLOW} from '../support/property-runs.js'

configureRuns(RUNS_WHERE_SLOW)

/** Nothing is refused for its limit, and what was agreed stays: only so can two lives have the same bookings. */
const withoutRefusals = (history: History): History => ({
  ...history,
  steps: history.steps
    .filter(({action}) => action.kind !== 'amend')
    .map(({waitDays, action}) => ({
      waitDays,
      action: action.kind === 'log' ? {...action, isForced: true} : action,
    })),
})

const changesOf = ({creditMinutes, rollover, limitMinutes, rateCents, ...other}: TermsChoice): Changes => ({
  ...{creditMinutes, rollover, rateCents, settlement: other.settlement, prorate: other.prorate},
  overdraft: {limitMinutes, beyond: lenient(other).beyond},
  increment: {minutes: other.incrementMinutes, minimum: other.minimum},
})

/** A correction cannot be forced. */
const lenient = <C extends Pick<TermsChoice, 'beyond'>>(choice: C): C =>
  choice.beyond === 'refuse' ? {...choice, beyond: 'allow'} : choice

const live = (history: History, terms: TermsChoice) =>
  new Player({...history, terms: lenient(terms)}).playAll().closeAll()

const endsOf = (pages: readonly Pick<ClosedPage, 'month' | 'end'>[]) =>
  pages.map(({month, end}) => ({month, end}))

test('months replayed under other terms end as they do where these were agreed from the start', () => {
  fc.assert(
    fc.property(anyHistory, anyHistory, (any, {terms: other}) => {
      const history = withoutRefusals(any)
      const {account} = live(history, history.terms).books
      const [first, last] = [account.closed[0], account.closed.at(-1)]
      if (first === undefined || last === undefined) return
      const months = {from: first.month, to: last.month}
      expect(endsOf(replayMonths(account, months, {}))).toEqual(endsOf(account.closed))
      const lived = live(history, {...other, vatPercent: history.terms.vatPercent})
      expect(endsOf(replayMonths(account, months, changesOf(other)))).toEqual(
        endsOf(lived.books.account.closed),
      )
    }),
  )
})

/** Work on two tickets of two days, recorded, taken back and closed over in any order. */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('log' as const),
      day: fc.constantFrom('30', '31'),
      hour: fc.integer({min: 0, max: 23}),
      minutes: fc.integer({min: 1, max: 50}),
      channel: fc.constantFrom('phone' as const, 'chat' as const),
    }),
  },
  {weight: 2, arbitrary: fc.record({kind: fc.constant('void' as const), pick: fc.nat(30)})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('close' as const)})},
)

const roundedPer = (per: Increment['per']): Increment => ({
  ...{minutes: 15, minimum: 15, per},
  overrides: [{channel: 'phone', minutes: 10, minimum: 10}],
})

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

function liveTicketDays(steps: readonly Step[], per: Increment['per']): Account {
  const books = new Books({terms: {increment: roundedPer(per)}})
  const ids: string[] = []
  let closed = 0
  steps.forEach((action, index) => {
    // Later than the work, a minute after the step before, in the month that is open.
    const now = `2026-0${closed + 2}-01T12:${String(index).padStart(2, '0')}Z`
    if (action.kind === 'log') {
      const {day, hour, minutes, channel} = action
      const id = `e${index}`
      books.log(
        `2026-01-${day}T${String(hour).padStart(2, '0')}:00Z`,
        minutes,
        {ticket: '1', channel},
        {id, now},
      )
      ids.push(id)
    } else if (action.kind === 'void') {
      const [id] = ids.splice(action.pick % Math.max(1, ids.length), 1)
      if (id !== undefined) books.void(id, now)
    } else if (closed < 5) {
      closed += 1
      books.close(`2026-0${closed}`, now)
    }
  })
  books.close('2026-06', '2026-07-31')
  return books.account
}

test('a ticket’s days that are rounded otherwise are charged, and given back, as if they always had been', () => {
  fc.assert(
    fc.property(fc.array(step, {minLength: 1, maxLength: 20, size: 'max'}), steps => {
      const months = {from: month('2026-01'), to: month('2026-06')}
      const [alone, together] = [liveTicketDays(steps, 'entry'), liveTicketDays(steps, 'ticket-day')]
      const replayedPer = (account: Account, per: Increment['per']) =>
        endsOf(replayMonths(account, months, {increment: {per}}))
      expect(replayedPer(alone, 'ticket-day')).toEqual(endsOf(together.closed))
      expect(replayedPer(together, 'entry')).toEqual(endsOf(alone.closed))
    }),
  )
})
