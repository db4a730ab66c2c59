import type {Action, History, Outcome, TermsChoice} from './histories.js'
import {lastDayOfHistory, monthOfDay, monthText} from './histories.js'

/**
 * The rules of an account once more, written from the domain page and not from the program, as simply as can be: every
 * minute of credit is a token of its own, nothing is remembered that can be counted again, no code is shared.
 */
interface Token {
  readonly isMonthly: boolean
  readonly granted: number
  /** It comes from an entry that was taken back. */
  readonly isGivenBack: boolean
  /** The credit of a person that it is of. */
  readonly credit: NaiveCredit | null
  /** The month at whose end it lapses; a number beyond all months if it never does. */
  readonly expires: number
}

const NEVER = 9_999

interface NaiveEntry {
  readonly startDay: number
  readonly minutes: number
  readonly isFree: boolean
  readonly booked: number
  takenBack: 'no' | 'in-place' | number
}

interface NaiveCredit {
  readonly month: number
  readonly minutes: number
  readonly expires: number
  readonly priceCents: number
  /** How much of it had lapsed in the months that are closed. */
  lapsed: number
  takenBack: 'no' | 'in-place' | number
}

interface State {
  readonly tokens: readonly Token[]
  readonly debt: number
}

export interface NaiveMonth {
  readonly month: string
  readonly number: string
  readonly opening: number
  readonly credited: number
  readonly charged: number
  readonly adjusted: number
  readonly overage: number
  readonly lapsed: number
  readonly closing: number
  /** `monthly 2024-01 until 2024-03: 25`, sorted. */
  readonly lots: readonly string[]
  readonly netCents: number
  readonly vatCents: number
}

export class NaiveLedger {
  readonly closed: NaiveMonth[] = []
  readonly outcomes: Outcome[] = []
  private readonly history: History
  private state: State = {tokens: [], debt: 0}
  private firstOpen: number
  private today: number
  private said: TermsChoice
  private readonly amendments: {from: number; terms: TermsChoice}[] = []
  private readonly entries: NaiveEntry[] = []
  private readonly credits: NaiveCredit[] = []

  constructor(history: History) {
    this.history = history
    this.said = history.terms
    this.today = history.startDay
    this.firstOpen = monthOfDay(history.startDay)
  }

  playAll(): this {
    for (const {waitDays, action} of this.history.steps) {
      this.today += waitDays
      const outcome = this.play(action)
      const current = Math.max(monthOfDay(this.today), this.firstOpen)
      const {balanceMinutes, availableMinutes} = this.standing(current, monthOfDay(this.today))
      const {endDay} = this.history
      const hasEnded = endDay !== null && endDay < this.today // and with it the limit
      this.outcomes.push({
        ...{outcome, balanceMinutes, availableMinutes: hasEnded ? balanceMinutes : availableMinutes},
      })
    }
    return this
  }

  closeAll(): this {
    this.today = lastDayOfHistory(this.history)
    this.closeThrough(monthOfDay(this.today) - 1)
    return this
  }

  private play(action: Action): string {
    if (action.kind === 'log')
      return this.log(this.today - action.daysBack, action.minutes, action.isFree, action.isForced)
    if (action.kind === 'credit') return this.credit(action)
    if (action.kind === 'amend') return this.amend(monthOfDay(this.today) + action.inMonths, action.changes)
    if (action.kind === 'close') {
      this.closeThrough(monthOfDay(this.today) - (action.isRunningMonthToo ? 0 : 1))
      return 'done'
    }
    if (action.kind === 'void-credit') return this.voidCredit(action.pick)
    const entry = this.entries[action.pick % this.entries.length]
    if (entry === undefined) return 'nothing'
    if (entry.takenBack !== 'no') return 'entry-already-voided'
    const before = this.ends(entry.startDay)
    entry.takenBack = entry.booked < this.firstOpen ? this.firstOpen : 'in-place'
    if (action.kind === 'void') return 'done'
    const outcome = this.log(entry.startDay, action.minutes, entry.isFree, false, before)
    if (outcome !== 'done') entry.takenBack = 'no'
    return outcome
  }

  private log(
    startDay: number,
    minutes: number,
    isFree: boolean,
    isForced: boolean,
    asItWas?: ReadonlyMap<number, number>,
  ): string {
    const {startDay: from, endDay} = this.history
    if (startDay < from) return 'before-contract'
    if (endDay !== null && startDay > endDay) return 'after-contract'
    const before = asItWas ?? this.ends(startDay)
    const booked = Math.max(monthOfDay(startDay), this.firstOpen)
    this.entries.push({startDay, minutes, isFree, booked, takenBack: 'no'})
    const isBeyond = [...this.ends(startDay)].some(
      ([month, available]) =>
        available < 0 && available < (before.get(month) ?? 0) && this.termsIn(month).beyond === 'refuse',
    )
    if (isBeyond && !isForced) {
      this.entries.pop()
      return 'overdraft-exceeded'
    }
    return 'done'
  }

  /**
   * The time available at the end of every month that has to bear an entry: from the one it is booked in to the last
   * one that has begun or has bookings, each with its credit.
   */
  private ends(startDay: number): ReadonlyMap<number, number> {
    const first = Math.max(monthOfDay(startDay), this.firstOpen)
    const booked = [
      ...this.entries.map(e => e.booked),
      ...this.credits.map(c => c.month),
      ...this.reversalMonths(),
    ]
    const last = Math.max(first, monthOfDay(this.today), ...booked)
    const ends = new Map<number, number>()
    for (let month = first; month <= last; month += 1)
      ends.set(month, this.standing(month, last).availableMinutes)
    return ends
  }

  private credit({minutes, expiresIn, priceCents}: Action & {kind: 'credit'}): string {
    const month = Math.max(monthOfDay(this.today), this.firstOpen)
    const expires = expiresIn === null ? NEVER : monthOfDay(this.today) + expiresIn
    const {endDay} = this.history
    if (endDay !== null && month > monthOfDay(endDay)) return 'after-contract'
    if (expires < month) return 'expiry-before-booking'
    this.credits.push({month, minutes, expires, priceCents: priceCents ?? 0, lapsed: 0, takenBack: 'no'})
    return 'done'
  }

  private voidCredit(pick: number): string {
    const credit = this.credits[pick % this.credits.length]
    if (credit === undefined) return 'nothing'
    if (credit.takenBack !== 'no') return 'credit-already-voided'
    credit.takenBack = credit.month < this.firstOpen ? this.firstOpen : 'in-place'
    return 'done'
  }

  private amend(from: number, changes: Partial<TermsChoice>): string {
    if (from < monthOfDay(this.history.startDay)) return 'month-before-contract'
    if (from < this.firstOpen) return 'month-closed'
    this.said = {...this.said, ...changes}
    this.amendments.push({from, terms: this.said})
    return 'done'
  }

  private closeThrough(through: number): void {
    const {endDay} = this.history
    const booked = [
      ...this.entries.map(e => e.booked),
      ...this.credits.map(c => c.month),
      ...this.reversalMonths(),
    ]
    const lastOfContract = endDay === null ? NEVER : Math.max(monthOfDay(endDay), ...booked)
    while (this.firstOpen <= Math.min(through, lastOfContract)) {
      const {after, figures, lapsed} = this.endMonth(this.state, this.firstOpen, monthOfDay(this.today))
      for (const {credit} of lapsed) if (credit !== null) credit.lapsed += 1
      const year = monthText(this.firstOpen).slice(0, 4)
      const number = `${this.closed.filter(page => page.month.startsWith(year)).length + 1}/${year}`
      this.closed.push({...figures, number})
      this.state = after
      this.firstOpen += 1
    }
  }

  private reversalMonths(): number[] {
    return [...this.entries, ...this.credits].flatMap(({takenBack}) =>
      typeof takenBack === 'number' ? [takenBack] : [],
    )
  }

  private standing(month: number, running: number): Standing {
    let state = this.state
    for (let open = this.firstOpen; open < month; open += 1) state = this.endMonth(state, open, running).after
    const {balance} = this.endMonth(state, month, running)
    return {balanceMinutes: balance, availableMinutes: balance + this.termsIn(month).limitMinutes}
  }

  /** The last thing said about a month or one before it, the later month first. */
  private termsIn(month: number): TermsChoice {
    let {terms} = this.history
    for (let from = monthOfDay(this.history.startDay); from <= month; from += 1) {
      for (const amendment of this.amendments) if (amendment.from === from) terms = amendment.terms
    }
    return terms
  }

  private monthlyCredit(month: number): number {
    const {creditMinutes, prorate} = this.termsIn(month)
    const {startDay, endDay} = this.history
    let days = 0
    let covered = 0
    for (let dayNumber = 0; dayNumber < 800; dayNumber += 1) {
      if (monthOfDay(dayNumber) !== month) continue
      days += 1
      if (dayNumber >= startDay && (endDay === null || dayNumber <= endDay)) covered += 1
    }
    if (covered === 0) return 0
    return prorate ? Math.floor((creditMinutes * covered) / days + 0.5) : creditMinutes
  }

  private charged({startDay, minutes, isFree}: NaiveEntry): number {
    if (isFree) return 0
    const {incrementMinutes, minimum} = this.termsIn(monthOfDay(startDay))
    let charged = 0
    while (charged < minutes) charged += incrementMinutes
    return Math.max(charged, minimum)
  }

  /** Domain §8 in its order: opening, credits, use, overage, lapse, closing. */
  private endMonth(opening: State, month: number, running: number) {
    const terms = this.termsIn(month)
    const {endDay} = this.history
    const isLast = endDay !== null && month >= monthOfDay(endDay)

    // A credit that was taken back: first what is left of its own minutes, the rest is used once more.
    const withdrawn = this.credits.filter(credit => credit.takenBack === month)
    const tokens = opening.tokens.filter(({credit}) => credit === null || !withdrawn.includes(credit))
    const withdrawnMinutes = withdrawn.reduce((sum, credit) => sum + credit.minutes - credit.lapsed, 0)
    const fromBalance = withdrawnMinutes - (opening.tokens.length - tokens.length)
    const grant = (
      count: number,
      isMonthly: boolean,
      expires: number,
      {isGivenBack = false, credit = null}: Partial<Pick<Token, 'isGivenBack' | 'credit'>> = {},
    ) => {
      for (let minute = 0; minute < count; minute += 1)
        tokens.push({isMonthly, isGivenBack, credit, granted: month, expires})
    }
    const {rollover} = terms
    const lifetime =
      rollover.policy === 'none' ? 0 : rollover.policy === 'expiry' ? rollover.afterMonths : NEVER
    const monthly = month <= running ? this.monthlyCredit(month) : 0
    grant(monthly, true, Math.min(NEVER, month + lifetime))
    const credits = this.credits.filter(credit => credit.month === month && credit.takenBack !== 'in-place')
    for (const credit of credits) grant(credit.minutes, false, credit.expires, {credit})

    let use = 0
    let givenBack = 0
    for (const entry of this.entries) {
      if (entry.booked === month && entry.takenBack !== 'in-place') use += this.charged(entry)
      if (entry.takenBack === month) givenBack += this.charged(entry)
    }
    const againstUse = Math.min(use + fromBalance, givenBack)
    grant(givenBack - againstUse, false, NEVER, {isGivenBack: true})

    tokens.sort(
      (a, b) => a.expires - b.expires || Number(b.isMonthly) - Number(a.isMonthly) || a.granted - b.granted,
    )
    const wanted = opening.debt + use + fromBalance - againstUse
    const taken = tokens.splice(0, wanted).length
    const held = tokens.length
    let debt = wanted - taken

    let overage = 0
    // Where an hour costs nothing, what is owed at the end is written off instead of billed.
    const writtenOff = isLast && terms.rateCents === 0 ? debt : 0
    debt -= writtenOff
    while ((isLast && debt > 0) || (terms.beyond === 'charge' && debt > terms.limitMinutes)) {
      debt -= 1
      overage += 1
    }

    let kept = tokens.filter(token => token.expires > month)
    const cap = 'capMinutes' in rollover ? (rollover.capMinutes ?? NEVER) : NEVER
    const monthlyByAge = kept.filter(token => token.isMonthly).sort((a, b) => a.granted - b.granted)
    const aboveCap = new Set(monthlyByAge.slice(0, Math.max(0, monthlyByAge.length - cap)))
    kept = kept.filter(token => !aboveCap.has(token))
    // What is taken back after the end may have been billed at the settlement: it never lapses.
    const isAfterEnd = endDay !== null && month > monthOfDay(endDay)
    const paid = kept.filter(token => terms.settlement === 'paid-out' || (isAfterEnd && token.isGivenBack))
    const paidOut = isLast ? paid.length : 0
    const lapsed = tokens.filter(token => !kept.includes(token) || (isLast && !paid.includes(token)))
    if (isLast) kept = []

    const amounts: (readonly [cents: number, percent: number])[] = [
      [halfAway(overage * terms.rateCents, 60), terms.vatPercent],
      [-halfAway(paidOut * terms.rateCents, 60), terms.vatPercent],
      ...credits.map(credit => [credit.priceCents, terms.vatPercent] as const),
      ...withdrawn.map(credit => [-credit.priceCents, this.termsIn(credit.month).vatPercent] as const),
    ]
    const netCents = amounts.reduce((sum, [net]) => sum + net, 0)
    let vatCents = 0
    for (const rate of new Set(amounts.map(([, percent]) => percent))) {
      const net = amounts.reduce((sum, [each, percent]) => sum + (percent === rate ? each : 0), 0)
      vatCents += Math.sign(net) * halfAway(Math.abs(net) * rate, 100)
    }
    return {
      after: {tokens: kept, debt},
      lapsed,
      balance: held - (wanted - taken),
      figures: {
        month: monthText(month),
        opening: opening.tokens.length - opening.debt,
        credited: monthly + credits.reduce((sum, credit) => sum + credit.minutes, 0),
        charged: use,
        adjusted: givenBack - withdrawnMinutes - paidOut + writtenOff,
        overage,
        lapsed: held - kept.length - paidOut,
        closing: kept.length - debt,
        lots: lotsOf(kept),
        netCents,
        vatCents: vatCents + 0,
      },
    }
  }
}

interface Standing {
  readonly balanceMinutes: number
  readonly availableMinutes: number
}

function lotsOf(tokens: readonly Token[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const {isMonthly, granted, expires} of tokens) {
    const name = lotName(isMonthly, monthText(granted), expires === NEVER ? null : monthText(expires))
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].map(([name, count]) => `${name}: ${count}`).sort()
}

export const lotName = (isMonthly: boolean, granted: string, expires: string | null): string =>
  `${isMonthly ? 'monthly' : 'other'} ${granted} until ${expires ?? 'ever'}`

/** Rounds a quotient of numbers that are not negative half up. */
const halfAway = (dividend: number, divisor: number): number =>
  Math.floor((2 * dividend + divisor) / (2 * divisor))
