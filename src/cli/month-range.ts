import type {Instant} from '../domain/calendar.js'
import type {Contract} from '../domain/contract.js'
import type {MonthRange} from '../operations/statement-months.js'
import {UsageError} from './failure.js'
import {monthReader} from './text-values.js'

/** Reads months from one to another, for one contract after the other. A range that is turned round is refused. */
export async function monthRangeReader(
  {from, to}: {readonly from?: string | undefined; readonly to?: string | undefined},
  now: Instant,
): Promise<(contract: Pick<Contract, 'timezone'>) => MonthRange> {
  const read = async (text: string | undefined) =>
    text === undefined ? undefined : await monthReader(text, now)
  const [fromIn, toIn] = [await read(from), await read(to)]
  return contract => {
    const range = {from: fromIn?.(contract) ?? null, to: toIn?.(contract) ?? null}
    if (range.from !== null && range.to !== null && range.from > range.to)
      throw new UsageError(
        'CONTRADICTION',
        `--from ${range.from} is after --to ${range.to}.`,
        'Turn them round.',
      )
    return range
  }
}
