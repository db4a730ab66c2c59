import canonicalize from 'canonicalize'
import type {Entry, Voiding} from './entry.js'
import {
  type ClosedPage,
  type Credit,
  type MonthClosing,
  PAGE_FORMAT,
  type PageFormat,
  type PrintedPage,
  type Reversal,
  type Seal,
  type UnsealedPage,
} from './page.js'

/**
 * The seal of a closed page (domain §8): a SHA-256 in canonical JSON (RFC 8785), so that neither the order of keys nor
 * white space matters and every other change does.
 *
 * By rule 2 it is over what the customer got, the seal before, and a digest of the rest of the page, so that the
 * customer can recompute it. By rule 1, which pages of format 1 keep, it is over the whole page as that format writes
 * it, so that what later formats can say leaves it good.
 *
 * @param previous the seal of the month before, null in the first one
 */
export function sealOf({statement, ...internal}: PrintedPage, previous: string | null): Seal {
  if (internal.format === 1) {
    return {
      rule: 1,
      sha256: digestOf({content: inFormat1(internal), previous}),
      previous,
      internalSha256: null,
    }
  }
  const internalSha256 = digestOf(asWritten(internal))
  return {rule: 2, sha256: digestOf({internalSha256, previous, statement}), previous, internalSha256}
}

/** Whether a closed page is what it was when it was sealed. */
export function isSealed({seal, ...page}: ClosedPage): boolean {
  const {rule, sha256, internalSha256} = sealOf(page, seal.previous)
  return rule === seal.rule && sha256 === seal.sha256 && internalSha256 === seal.internalSha256
}

/** Whether what a customer has of a month is what its seal was made of; null by rule 1, by which nobody else can tell. */
export function isOfSeal(statement: object, {rule, sha256, previous, internalSha256}: Seal): boolean | null {
  return rule === 1 ? null : digestOf({internalSha256, previous, statement}) === sha256
}

function digestOf(content: object): string {
  // Not imported above: hashing takes 3 ms to load, and what must be quick seals nothing.
  const {createHash} = process.getBuiltinModule('node:crypto')
  return createHash('sha256')
    .update(String(canonicalize(content)))
    .digest('hex')
}

/** What only formats from 3, and from 5 on say of a page. */
const SINCE_3 = ['requestRecords', 'responseTimes', 'carried'] as const
const SINCE_5 = ['accountRecords', 'closedBy'] as const

/** A page as its format wrote it, without what only a later one says. */
export function asWritten(page: {readonly format: PageFormat}): object {
  if (page.format === PAGE_FORMAT) return page
  const written: Record<string, unknown> = {...page}
  for (const field of laterThan(page.format)) delete written[field]
  return written
}

/** What a page of this format could not say. */
const laterThan = (format: PageFormat) => [...(format < 3 ? SINCE_3 : []), ...(format < 5 ? SINCE_5 : [])]

/** Without all that a page of format 1 could not say. */
function inFormat1(page: UnsealedPage): object {
  return {
    ...without(page, 'format', 'creditReversals', ...laterThan(1)),
    provider: without(page.provider, 'vatNumber', 'register', 'phone', 'email', 'web', 'closingText'),
    customer: without(page.customer, 'closingText'),
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
