import {STATUSES, statusOf, type Thresholds} from '../domain/threshold.js'
import {measureText} from '../locale/checks.js'
import {type AccountMode, measureAccount} from '../operations/check-account.js'
import type {Checked} from '../render/plugin-line.js'
import {CHECK_MODES} from './check-modes.js'
import type {Context} from './context.js'
import {chooseContracts, readingAccount} from './contracts.js'
import {forEachContract} from './each-contract.js'

interface Wanted {
  readonly mode: AccountMode
  readonly thresholds: Thresholds
  /** The contracts that were named; all, if none is. */
  readonly named: readonly string[]
  /** How far ahead it is looked for what lapses. */
  readonly days: number
}

/** How it stands with each account by itself, the worst first; of one that cannot be read it is unknown. */
export async function checkAccounts(
  {store, now}: Context,
  {mode, thresholds, named, days}: Wanted,
): Promise<readonly Checked[]> {
  const {done, failed} = await forEachContract(await chooseContracts(store, named), id =>
    readingAccount(store, id, async read => {
      const measure = measureAccount(await read(), mode, {now, days})
      if (measure === null) return []
      const {value} = measure
      return [{label: id, value, status: statusOf(thresholds, value), text: `${id} ${measureText(measure)}`}]
    }),
  )
  const unread = failed.map(({contract: label, error: {message}}): Checked => {
    return {label, value: Number.NaN, status: 'UNKNOWN', text: `${label}: ${message.replace(/\.$/, '')}`}
  })
  const sign = CHECK_MODES[mode].worst === 'highest' ? -1 : 1
  const byBadness = (a: Checked, b: Checked) =>
    STATUSES.indexOf(b.status) - STATUSES.indexOf(a.status) || sign * difference(a.value, b.value)
  return [...unread, ...done.flat().toSorted(byBadness)]
}

/** Two that are infinite have none. */
const difference = (a: number, b: number): number => (a === b ? 0 : a - b)
