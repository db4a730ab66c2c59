import {parseThreshold, type Threshold, type Thresholds} from '../domain/threshold.js'
import type {AccountMode} from '../operations/check-account.js'
import type {Performance} from '../render/plugin-line.js'
import {UsageError} from './failure.js'

export type CheckMode = AccountMode | 'store'

/** What a mode is about and how it is judged. */
interface Mode extends Pick<Performance, 'unit' | 'min'> {
  readonly measures: string
  /** The ranges where none is given. */
  readonly warning: string
  readonly critical: string | null
  readonly worst: 'highest' | 'lowest'
}

const LEAST = {unit: '', min: null, worst: 'lowest'} as const
const MOST = {unit: '', min: 0, worst: 'highest'} as const

export const CHECK_MODES: {readonly [M in CheckMode]: Mode} = {
  used: {...MOST, unit: '%', measures: 'percent of the hours used', warning: '75', critical: '100'},
  available: {...LEAST, measures: 'minutes left, with the overdraft', warning: '120:', critical: '1:'},
  'overdraft-in': {
    ...LEAST,
    min: 0,
    measures: 'days until nothing is left at this pace',
    warning: '14:',
    critical: '3:',
  },
  lapsing: {...MOST, measures: 'minutes that lapse within --days', warning: '0', critical: null},
  ending: {...LEAST, min: 0, measures: 'days until the contract ends', warning: '30:', critical: '7:'},
  rollover: {...MOST, measures: 'days that a month is due to be closed', warning: '1', critical: '5'},
  requests: {
    ...LEAST,
    measures: 'minutes until a promise is due, negative once it is missed',
    warning: '60:',
    critical: '0:',
  },
  store: {
    ...MOST,
    measures: 'verifies everything, and counts days since the last backup',
    warning: '2',
    critical: '7',
  },
}

/** The modes with what they measure and their ranges, for help. */
export const modesText = (): string =>
  Object.entries<Mode>(CHECK_MODES)
    .map(([mode, {measures, warning, critical}]) => {
      const ranges = [`-w ${warning}`, ...(critical === null ? [] : [`-c ${critical}`])]
      return `${mode}: ${measures} (${ranges.join(' ')})`
    })
    .join('\n')

interface RangeFlags {
  readonly warning?: string | undefined
  readonly critical?: string | undefined
}

/** How a mode is judged: by the ranges that are given, else by its own. */
export const thresholdsOf = (mode: CheckMode, {warning, critical}: RangeFlags): Thresholds => ({
  warning: readRange('--warning', warning ?? CHECK_MODES[mode].warning),
  critical: readRange('--critical', critical ?? CHECK_MODES[mode].critical),
})

function readRange(flag: string, text: string | null): Threshold | null {
  if (text === null) return null
  const range = parseThreshold(text)
  if (range !== undefined) return range
  throw new UsageError(
    'INVALID_RANGE',
    `${flag} is "${text}", which is not a range.`,
    'Give it as 10 (0 to 10 is well), 10: (10 or more), ~:10 (10 or less), 10:20 or @10:20 (all but 10 to 20).',
  )
}
