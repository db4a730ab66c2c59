import {formatDuration} from '../domain/minutes.js'
import type {Warning} from '../operations/warnings.js'
import {en} from './en.js'
import {formatClock, formatInstant, formatMonth} from './formats.js'

/** A warning as a sentence for the person at the terminal. It may hold stored text as it is. */
export function warningText(warning: Warning): string {
  switch (warning.kind) {
    case 'late-entry':
      return `${formatMonth(warning.month, en)} is closed: this is a late booking in ${formatMonth(warning.bookedMonth, en)}.`
    case 'overlap':
      return `It overlaps entry ${warning.entry} of the same consultant (${formatInstant(warning.start, en)}, ${formatDuration(warning.workedMinutes)}).`
    case 'alert':
      return `${warning.usedPercent}% of the month's hours are used (alert at ${warning.percent}%).`
    case 'overdrawn':
      return `The account is overdrawn by ${formatDuration(-warning.balanceMinutes)}; ${formatDuration(warning.availableMinutes)} are left up to the limit.`
    case 'limit-exceeded':
      return `The account is ${formatDuration(warning.beyondMinutes)} beyond its overdraft limit${warning.isBilled ? ', which will be billed at the end of the month' : ''}.`
    case 'time-exists-twice':
      return `The clocks go back, so ${formatClock(warning.start)} exists twice; the first was taken (${warning.start}).`
  }
}
