import canonicalize from 'canonicalize'
import type {Entry, Voiding} from './entry.js'
import type {ClosedPage, Credit, MonthClosing, Reversal} from './page.js'

/**
 * The seal of a closed page: a SHA-256 over the page's content and the seal before it, in canonical JSON (RFC 8785),
 * so that neither the order of keys nor white space matters and every other change does (domain §8). It is over the
 * page as its own format writes it, so that what later formats can say leaves the seals of earlier ones good.
 *
 * @returns 64 hexadecimal digits
 */
export function sealOf({seal: {previous}, ...page}: ClosedPage): string {
  // Not imported above: hashing takes 3 ms to load, and what must be quick seals nothing.
  const {createHash} = process.getBuiltinModule('node:crypto')
  const content = page.format === 1 ? inFormat1(page) : page
  return createHash('sha256')
    .update(String(canonicalize({content, previous})))
    .digest('hex')
}

/** Without all that a page of format 1 could not say. */
function inFormat1(page: Omit<ClosedPage, 'seal'>): object {
  return {
    ...without(page, 'format', 'creditReversals'),
    terms: without(page.terms, 'defaults'),
    closings: page.closings.map((closing: MonthClosing) => without(closing, 'chargedMinutes')),
    end: without(page.end, 'writtenOffMinutes'),
    entries: page.entries.map(entryInFormat1),
    credits: page.credits.map((credit: Credit) => without(credit, 'ticket', 'voided')),
    reversals: page.reversals.map(({entry, ...reversal}: Reversal) => ({
      ...without(voidingInFormat1(reversal), 'minutes'),
      entry: entryInFormat1(entry),
    })),
  }
}

const entryInFormat1 = ({voided, ...entry}: Entry): object => ({
  ...without(entry, 'movedFrom'),
  voided: voided && voidingInFormat1(voided),
})

const voidingInFormat1 = <V extends Voiding>(voiding: V) => without(voiding, 'tell', 'movedTo')

function without<T extends object, K extends keyof T>(record: T, ...fields: readonly K[]): Omit<T, K> {
  const rest = {...record}
  for (const field of fields) delete rest[field]
  return rest
}
