import type {ContractId} from '../domain/contract.js'
import type {ClosedPage} from '../domain/page.js'
import {isSealed} from '../domain/seal.js'
import {type SealLine, sealLineOf, type Witnessed, type WitnessLine} from '../domain/witness.js'
import type {PageSource} from './account-codec.js'

/** The pages of an account. */
type Pages = Pick<PageSource, 'months' | 'read'>

/** What a witness may be told of the closed pages of an account: those that are what they were when they were sealed. */
export const sealsIn = (files: Pages): readonly SealLine[] =>
  files.months
    .map(month => files.read(month))
    .filter((page): page is ClosedPage => page.status === 'closed' && isSealed(page))
    .map(sealLineOf)

/**
 * What somebody who was killed left a witness untold. That can only be that a contract was opened, in which nothing is closed
 * yet, or the last months, which continue the last one that it knows. More than that is missing where somebody took it away,
 * and then nobody may put it back unseen.
 */
export function untoldIn(
  files: Pages,
  contract: ContractId,
  {isThere, seals}: Witnessed,
): readonly WitnessLine[] {
  const pages = files.months
    .filter(month => !seals.has(month))
    .map(month => files.read(month))
    .filter(page => page.status === 'closed')
  const [first] = pages
  if (first === undefined) return isThere || seals.size > 0 ? [] : [{event: 'opened', contract}]
  const last = [...seals.keys()].sort().at(-1)
  const known: readonly (string | null)[] =
    last === undefined ? [null] : (seals.get(last) ?? []).map(({seal}) => seal)
  const continues =
    isThere && known.includes(first.seal.previous) && (last === undefined || last < first.month)
  return continues && isChain(pages) ? pages.map(sealLineOf) : []
}

const isChain = (pages: readonly ClosedPage[]): boolean =>
  pages.every((page, index) => {
    const before = pages[index - 1]
    return isSealed(page) && (before === undefined || page.seal.previous === before.seal.sha256)
  })
