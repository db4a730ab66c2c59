import fc from 'fast-check'
import type {Terms} from '../../src/domain/contract.js'
import type {Beyond, Rollover, Settlement} from '../../src/domain/policies.js'
import {Books, month} from './account-builder.js'

/** Days count from this one, months from its month: a leap February and a new year are near. */
const ORIGIN = Date.UTC(2023, 10, 1)

export const dayText = (dayNumber: number): string =>
  new Date(ORIGIN + dayNumber * 86_400_000).toISOString().slice(0, 10)
export const monthText = (monthNumber: number): string =>
  new Date(Date.UTC(2023, 10 + monthNumber, 1)).toISOString().slice(0, 7)
export const monthOfDay = (dayNumber: number): number => {
  const date = new Date(ORIGIN + dayNumber * 86_400_000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth() - (2023 * 12 + 10)
}
const lastDayOf = (monthNumber: number): string =>
  new Date(Date.UTC(2023, 11 + monthNumber, 0)).toISOString().slice(0, 10)

/** The terms that a history varies. */
export interface TermsChoice {
  readonly creditMinutes: number
  readonly prorate: boolean
  readonly rollover: Rollover
  readonly limitMinutes: number
  readonly beyond: Beyond
  readonly rateCents: number
  readonly vatPercent: number
  readonly incrementMinutes: number
  readonly minimum: number
  readonly settlement: Settlement
}

export type Action =
  | {
      readonly kind: 'log'
      readonly daysBack: number
      readonly minutes: number
      readonly isFree: boolean
      readonly isForced: boolean
    }
  | {readonly kind: 'void'; readonly pick: number}
  | {readonly kind: 'correct'; readonly pick: number; readonly minutes: number}
  | {
      readonly kind: 'credit'
      readonly creditKind: 'top-up' | 'goodwill'
      readonly minutes: number
      readonly expiresIn: number | null
      readonly priceCents: number | null
    }
  | {readonly kind: 'void-credit'; readonly pick: number}
  | {readonly kind: 'amend'; readonly inMonths: number; readonly changes: Partial<TermsChoice>}
  | {readonly kind: 'close'; readonly isRunningMonthToo: boolean}

export interface History {
  readonly startDay: number
  readonly endDay: number | null
  readonly terms: TermsChoice
  readonly steps: readonly {readonly waitDays: number; readonly action: Action}[]
}

/** What came of a step: `done`, `nothing` where there was nothing to do it to, or the kind of the refusal. */
export interface Outcome {
  readonly outcome: string
  readonly balanceMinutes: number
  readonly availableMinutes: number
}

const capMinutes = fc.integer({min: 0, max: 150})
const rollover: fc.Arbitrary<Rollover> = fc.oneof(
  fc.constant({policy: 'none'} as const),
  fc.constant({policy: 'unlimited'} as const),
  fc.record({policy: fc.constant('cap' as const), capMinutes}),
  fc.record({policy: fc.constant('expiry' as const), afterMonths: fc.integer({min: 1, max: 3})}),
  fc.record({policy: fc.constant('expiry' as const), afterMonths: fc.integer({min: 1, max: 3}), capMinutes}),
)

const termsChoice = {
  creditMinutes: fc.oneof(fc.constant(0), fc.integer({min: 1, max: 90})),
  prorate: fc.boolean(),
  rollover,
  limitMinutes: fc.integer({min: 0, max: 60}),
  beyond: fc.constantFrom<Beyond>('refuse', 'charge', 'allow'),
  rateCents: fc.oneof(
    {weight: 1, arbitrary: fc.constant(0)},
    {weight: 4, arbitrary: fc.integer({min: 1, max: 20_000})},
  ),
  vatPercent: fc.constantFrom(0, 7, 19),
  incrementMinutes: fc.constantFrom(1, 5, 15),
  minimum: fc.constantFrom(1, 10, 15),
  settlement: fc.constantFrom<Settlement>('lapses', 'paid-out'),
}

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('log' as const),
      daysBack: fc.oneof(
        {weight: 3, arbitrary: fc.integer({min: -1, max: 10})},
        {weight: 1, arbitrary: fc.integer({min: 11, max: 90})},
      ),
      minutes: fc.integer({min: 1, max: 120}),
      isFree: fc.oneof({weight: 5, arbitrary: fc.constant(false)}, {weight: 1, arbitrary: fc.constant(true)}),
      isForced: fc.boolean(),
    }),
  },
  {weight: 1, arbitrary: fc.record({kind: fc.constant('void' as const), pick: fc.nat(100)})},
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('correct' as const),
      pick: fc.nat(100),
      minutes: fc.integer({min: 1, max: 120}),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('credit' as const),
      creditKind: fc.constantFrom('top-up' as const, 'goodwill' as const),
      minutes: fc.integer({min: 1, max: 90}),
      expiresIn: fc.option(fc.integer({min: 0, max: 3})),
      priceCents: fc.option(fc.integer({min: 0, max: 30_000})),
    }),
  },
  {weight: 1, arbitrary: fc.record({kind: fc.constant('void-credit' as const), pick: fc.nat(100)})},
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('amend' as const),
      inMonths: fc.integer({min: -1, max: 2}),
      changes: fc.record(termsChoice, {requiredKeys: []}),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('close' as const),
      isRunningMonthToo: fc.oneof(
        {weight: 4, arbitrary: fc.constant(false)},
        {weight: 1, arbitrary: fc.constant(true)},
      ),
    }),
  },
)

const steps = fc.array(fc.record({waitDays: fc.integer({min: 0, max: 20}), action}), {
  minLength: 1,
  maxLength: 24,
  size: 'max',
})

/** Half a year or so of an account's life, with everything that may happen to it. */
export const anyHistory: fc.Arbitrary<History> = fc
  .record({
    startDay: fc.integer({min: 0, max: 60}),
    lasts: fc.option(fc.integer({min: 0, max: 200})),
    terms: fc.record(termsChoice),
    steps,
  })
  .map(({lasts, ...history}) => ({...history, endDay: lasts === null ? null : history.startDay + lasts}))

/** The day after which the history is over and every month is closed: the first of the next month but one. */
export function lastDayOfHistory({startDay, steps}: History): number {
  const last = steps.reduce((sum, step) => sum + step.waitDays, startDay)
  return last + 62
}

const asTerms = ({
  limitMinutes,
  beyond,
  incrementMinutes,
  minimum,
  ...rest
}: TermsChoice): Partial<Terms> => ({
  ...rest,
  overdraft: {limitMinutes, beyond},
  increment: {minutes: incrementMinutes, minimum, per: 'entry', overrides: []},
})

/** Lives a history through the operations. */
export class Player {
  readonly books: Books
  readonly outcomes: Outcome[] = []
  private readonly history: History
  private terms: TermsChoice
  private today: number
  private readonly ids: string[] = []
  private readonly creditIds: string[] = []

  constructor(history: History) {
    this.history = history
    this.terms = history.terms
    this.today = history.startDay
    const end = history.endDay === null ? {} : {to: dayText(history.endDay)}
    this.books = new Books({from: dayText(history.startDay), ...end, terms: asTerms(history.terms)})
  }

  playAll(): this {
    for (const step of this.history.steps) {
      this.today += step.waitDays
      const outcome = this.play(step.action)
      const {balanceMinutes, availableMinutes} = this.books.balance(dayText(this.today))
      this.outcomes.push({outcome, balanceMinutes, availableMinutes})
    }
    return this
  }

  /** Closes every month up to the end of the history. */
  closeAll(): this {
    const end = lastDayOfHistory(this.history)
    this.books.close(monthText(monthOfDay(end) - 1), dayText(end))
    return this
  }

  private play(action: Action): string {
    try {
      return this.attempt(action) ? 'done' : 'nothing'
    } catch (error) {
      const refusal = /^refused: (.*)$/.exec(error instanceof Error ? error.message : '')?.[1]
      if (refusal === undefined) throw error
      return JSON.parse(refusal).kind
    }
  }

  private attempt(action: Action): boolean {
    const now = dayText(this.today)
    const id = `e${this.outcomes.length}`
    if (action.kind === 'log') {
      const {minutes, isFree, isForced} = action
      const more = isFree ? {class: 'standard' as const} : {}
      const told = {id, now, force: isForced ? 'agreed by telephone' : null}
      this.books.log(dayText(this.today - action.daysBack), minutes, more, told)
      this.ids.push(id)
    } else if (action.kind === 'void' || action.kind === 'correct') {
      const old = this.ids[action.pick % this.ids.length]
      if (old === undefined) return false
      if (action.kind === 'void') this.books.void(old, now)
      else this.correct(old, action.minutes, {id, now})
    } else if (action.kind === 'credit') {
      const {creditKind: kind, minutes, priceCents, expiresIn} = action
      const expires = expiresIn === null ? null : (lastDayOf(monthOfDay(this.today) + expiresIn) as never)
      this.creditIds.push(this.books.credit(now, minutes, {kind, priceCents, expires}).id)
    } else if (action.kind === 'void-credit') {
      const credit = this.creditIds[action.pick % this.creditIds.length]
      if (credit === undefined) return false
      this.books.voidCredit(credit, now)
    } else if (action.kind === 'amend') {
      this.amend(monthOfDay(this.today) + action.inMonths, action.changes)
    } else {
      this.books.close(monthText(monthOfDay(this.today) - (action.isRunningMonthToo ? 0 : 1)), now)
    }
    return true
  }

  private correct(old: string, minutes: number, told: {id: string; now: string}): void {
    const {open, closed} = this.books.account
    const entry = [...open, ...closed].flatMap(page => page.entries).find(({id}) => id === old)
    if (entry === undefined) throw new Error(`lost: ${old}`)
    this.books.correct(old, entry.start.slice(0, 10), minutes, {class: entry.class}, told)
    this.ids.push(told.id)
  }

  /** An amendment names whole values, so parts of the overdraft and the increment are filled from what was said last. */
  private amend(from: number, changes: Partial<TermsChoice>): void {
    const said = {...this.terms, ...changes}
    this.books.amend(month(monthText(from)), asTerms(said))
    this.terms = said
  }
}
