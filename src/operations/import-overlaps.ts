import {epochMs} from '../domain/calendar.js'
import type {Entry} from '../domain/entry.js'
import type {Account} from '../domain/page.js'
import {closedEntries} from './rate-entries.js'
import type {Warning} from './warnings.js'

/**
 * Which of the entries that an import added run at the same time as another of the same consultant. Each is named
 * once, with one of those it overlaps, however many there are; of two that were added it is the later one.
 *
 * @param account with the added entries
 * @param added their ids, in the order of the file
 * @param passedOver ids of entries whose time of day is assumed, so that it says nothing
 */
export function overlapsOf(
  account: Account,
  added: readonly string[],
  passedOver: ReadonlySet<string>,
): ReadonlyMap<string, Warning> {
  const positions = new Map(added.map((id, index) => [id, index]))
  const warnings = new Map<string, Warning>()
  for (const [a, b] of overlapsIn(spansOf(account, passedOver))) {
    const [placeOfA = -1, placeOfB = -1] = [positions.get(a.id), positions.get(b.id)]
    const [later, other] = placeOfA > placeOfB ? [a, b] : [b, a]
    if (positions.has(later.id) && !warnings.has(later.id)) warnings.set(later.id, overlapWith(other))
  }
  return warnings
}

const overlapWith = ({id, start, workedMinutes}: Entry): Warning => ({
  kind: 'overlap',
  entry: id,
  start,
  workedMinutes,
})

/** An entry with its first and last moment in milliseconds. */
interface Span {
  readonly entry: Entry
  readonly start: number
  readonly end: number
}

/** The live entries of each consultant, by start. */
function spansOf(account: Account, passedOver: ReadonlySet<string>): Iterable<readonly Span[]> {
  const spans = new Map<string, Span[]>()
  const open = account.open.flatMap(page => page.entries).filter(({voided}) => voided === null)
  for (const entry of [...open, ...closedEntries(account)]) {
    if (passedOver.has(entry.id)) continue
    const start = epochMs(entry.start)
    const ofConsultant = spans.get(entry.consultant) ?? []
    ofConsultant.push({entry, start, end: start + entry.workedMinutes * 60_000})
    spans.set(entry.consultant, ofConsultant)
  }
  return [...spans.values()].map(ofConsultant => ofConsultant.toSorted((a, b) => a.start - b.start))
}

/** Each two that run at the same time. */
function* overlapsIn(consultants: Iterable<readonly Span[]>): Iterable<readonly [Entry, Entry]> {
  for (const spans of consultants) {
    let running: Span[] = []
    for (const span of spans) {
      running = running.filter(({end}) => span.start < end)
      for (const {entry} of running) yield [entry, span.entry]
      running.push(span)
    }
  }
}
