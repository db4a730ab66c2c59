import {formatDuration} from '../domain/minutes.js'
import type {Warning} from '../operations/warnings.js'
import {en} from './en.js'
import {formatClock, formatInstant, formatMonth} from './formats.js'

/** Warnings as sentences, with one for all overlaps: they are of the same entry. */
export function warningTexts(warnings: readonly Warning[]): readonly string[] {
  const overlaps = warnings.filter(({kind}) => kind === 'overlap')
  const [first] = overlaps
  return warnings
    .filter(warning => warning.kind !== 'overlap' || warning === first)
    .map(warning =>
      warning.kind === 'overlap' && overlaps.length > 1
        ? `It overlaps ${overlaps.length} entries of the same consultant, first ${overlappedEntry(warning)}.`
        : warningText(warning),
    )
}

type Overlap = Warning & {readonly kind: 'overlap'}

const overlappedEntry = (overlap: Overlap): string => `${overlap.entry} (${whereAndWhen(overlap)})`

/** The contract is named where it is another one. */
const whereAndWhen = ({contract, start, workedMinutes}: Overlap): string =>
  [
    ...(contract === undefined ? [] : [contract]),
    formatInstant(start, en),
    formatDuration(workedMinutes),
  ].join(', ')

/** A warning as a sentence for the person at the terminal. It may hold stored text as it is. */
export function warningText(warning: Warning): string {
  switch (warning.kind) {
    case 'late-entry':
      return `${formatMonth(warning.month, en)} is closed: this is a late booking in ${formatMonth(warning.bookedMonth, en)}.`
    case 'overlap':
      return `It overlaps entry ${warning.entry} of the same consultant (${whereAndWhen(warning)}).`
    case 'alert':
      return `${warning.usedPercent}% of the month's hours are used (alert at ${warning.percent}%).`
    case 'overdrawn':
      return `The account is overdrawn by ${formatDuration(-warning.balanceMinutes)}; ${formatDuration(warning.availableMinutes)} are left up to the limit.`
    case 'limit-exceeded':
      return `The account is ${formatDuration(warning.beyondMinutes)} beyond its overdraft limit${warning.isBilled ? ', which will be billed at the end of the month' : ''}.`
    case 'time-exists-twice':
      return `The clocks go back, so ${formatClock(warning.start)} exists twice; the first was taken (${warning.start}).`
    case 'timer-forgotten':
      return `It has counted ${formatDuration(warning.workedMinutes)}: was it forgotten? "hourbank stop --at 17:30" says when the work ended.`
  }
}
