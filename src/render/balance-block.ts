import {formatDuration} from '../domain/minutes.js'
import {en} from '../locale/en.js'
import {formatChange, formatDay, formatMonth} from '../locale/formats.js'
import {terminal as words} from '../locale/terminal.js'
import type {Forecast} from '../operations/forecast.js'
import type {Pace} from '../operations/pace.js'
import type {Balance} from '../operations/read-balance.js'
import {wrapText} from './fit-text.js'
import {alignedLines, alignedNumbers, type Line} from './lines.js'
import type {Look} from './look.js'
import {line, painted} from './text.js'
import {passedBar, STATE_STYLES, usageBar} from './usage-bar.js'

/**
 * One account as a short block: how the balance came about, and how the month will end if it goes on like this.
 * Without cli-table3, as this is asked all day long.
 */
export function renderBalance(balance: Balance, ahead: Ahead, look: Look): string {
  const bold = painted('bold', look)
  const state = painted(STATE_STYLES[balance.state], look)(words.states[balance.state])
  const status = balance.provisional ? words.provisional : words.closed
  const head = line`${bold(balance.contract)}  ${balance.customer.name} · ${formatMonth(balance.month, en)} (${status}) · ${state}`
  return [
    ...wrapText(head, look.width),
    ...alignedNumbers(
      [
        [words.opening, formatDuration(balance.openingMinutes)],
        [words.credit, formatChange(balance.creditMinutes)],
        [words.used, formatChange(-balance.chargedMinutes)],
        [words.adjustments, unlessZero(balance.adjustmentMinutes, formatChange)],
        ...(balance.provisional ? [] : endLines(balance)),
        [words.balance, formatDuration(balance.balanceMinutes)],
        ...(balance.state === 'ended' ? [] : limitLines(balance)),
        ...(balance.provisional ? expectedLines(balance) : []),
      ],
      look,
    ),
    '',
    ...alignedLines(
      [
        [words.used, usageBar(balance, look)],
        ...(ahead.pace === null ? [] : paceLines(ahead.pace)),
        ...forecastLine(ahead.forecast),
        ...(ahead.pace === null ? [] : limitReachedLines(ahead.pace)),
      ],
      look,
    ),
  ].join('\n')
}

/** What is known of the days to come; null where nothing is. */
export interface Ahead {
  readonly forecast: Forecast | null
  readonly pace: Pace | null
}

/** The month beside its hours: two bars of one length, and what the even line says. */
function paceLines({workingDays, evenMinutes, chargedMinutes}: Pace): readonly Line[] {
  const difference = chargedMinutes - evenMinutes
  const isMore = difference === 0 ? null : difference > 0
  return [
    [words.passed, `${passedBar(workingDays)}  ${words.workingDaysPassed(workingDays)}`],
    [
      words.evenLine,
      words.evenText(formatDuration(evenMinutes), formatDuration(Math.abs(difference)), isMore),
    ],
  ]
}

function limitReachedLines({ofMonth, ofMonthsBefore}: Pace): readonly Line[] {
  const rates = [
    ofMonth && {
      ...ofMonth,
      rate: words.monthRate(formatDuration(ofMonth.chargedMinutes), ofMonth.workingDays),
    },
    ofMonthsBefore && {
      ...ofMonthsBefore,
      rate: words.monthsRate(
        formatDuration(ofMonthsBefore.chargedMinutes),
        ofMonthsBefore.workingDays,
        ofMonthsBefore.months,
      ),
    },
  ]
  return rates
    .flatMap(each => each ?? [])
    .map(({reachedOn, rate}, index) => [
      index === 0 ? words.pace : '',
      words.reachedText(reachedOn && formatDay(reachedOn, en), rate),
    ])
}

type FigureLine = readonly [label: string, value: string | null]

/** What a month's end did. */
const endLines = ({lapsedMinutes, overageMinutes}: Balance): readonly FigureLine[] => [
  [words.lapsed, unlessZero(-lapsedMinutes, formatChange)],
  [words.overage, unlessZero(overageMinutes, formatChange)],
]

/** What it would do now. */
const expectedLines = ({lapsedMinutes, overageMinutes}: Balance): readonly FigureLine[] => [
  [words.wouldLapse, unlessZero(lapsedMinutes, formatDuration)],
  [words.wouldBill, unlessZero(overageMinutes, formatDuration)],
]

const limitLines = ({overdraftLimitMinutes, availableMinutes}: Balance): readonly FigureLine[] => [
  [words.limit, formatDuration(overdraftLimitMinutes)],
  [words.available, formatDuration(availableMinutes)],
]

const unlessZero = (minutes: number, format: (minutes: number) => string): string | null =>
  minutes === 0 ? null : format(minutes)

function forecastLine(forecast: Forecast | null): readonly Line[] {
  if (forecast === null) return []
  const {chargedMinutes, closingMinutes, lapsedMinutes, overageMinutes, basis} = forecast
  const text = [
    words.forecastText(formatDuration(chargedMinutes), formatDuration(closingMinutes)),
    ...(lapsedMinutes > 0 ? [words.ofWhichLapses(formatDuration(lapsedMinutes))] : []),
    ...(overageMinutes > 0 ? [words.ofWhichBilled(formatDuration(overageMinutes))] : []),
  ]
  return [
    [words.forecast, text.join('; ')],
    ['', words.forecastBasis(basis)],
  ]
}
