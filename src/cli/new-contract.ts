import type {Day} from '../domain/calendar.js'
import type {Store} from '../storage/store.js'
import {CUSTOMER_FLAGS, type CustomerFlags, customerFrom} from './customer-flags.js'
import {RefusalError, UsageError} from './failure.js'
import {findTariff} from './tariffs.js'
import {type TermsFlags, termsFlags, termsFrom} from './terms-flags.js'
import {readFullDay} from './text-values.js'

/** What is said of a new contract, on the command line or in a row of a CSV file: all but its file. */
export interface ContractFlags extends TermsFlags, CustomerFlags {
  readonly id?: string | undefined
  readonly from?: string | undefined
  readonly tariff?: string | undefined
}

/** The names of these flags, the id among them. */
export const CONTRACT_FLAGS = [
  'id',
  ...Object.values(CUSTOMER_FLAGS),
  'from',
  'tariff',
  ...Object.keys(termsFlags),
]

/** The contract that flags say, as JSON that is not checked yet. */
export async function contractSaidBy(flags: ContractFlags, {store, today}: {store: Store; today: Day}) {
  const tariff = flags.tariff === undefined ? {} : (await findTariff(store, flags.tariff)).terms
  const usual = flags.tariff === undefined ? undefined : `${tariff.creditMinutes ?? 0}m`
  const {id, customer, from, credit} = complete({...flags, credit: flags.credit ?? usual})
  const terms = {...tariff, ...termsFrom({...flags, credit}, tariff)}
  const day = await readFullDay(from, today)
  return {id, customer: customerFrom({...flags, customer}), from: day, terms: [terms]}
}

const NEEDED = {
  id: ['ID', "the contract's short name"],
  customer: ['--customer', "the customer's name"],
  from: ['--from', 'the first day'],
  credit: ['--credit', 'the monthly credit'],
} as const

function complete({id, customer, from, credit}: ContractFlags) {
  const needed = {id, customer, from, credit}
  for (const [name, [flag, what]] of Object.entries(NEEDED)) {
    if (needed[name as keyof typeof needed] === undefined)
      throw new RefusalError({kind: 'missing-value', flag, what})
  }
  return needed as {readonly [K in keyof typeof needed]: string}
}

/** A file is complete in itself: beside it only the id may be said. */
export function refuseBesideFile(flags: ContractFlags): void {
  const also = CONTRACT_FLAGS.filter(
    name => name !== 'id' && flags[name as keyof ContractFlags] !== undefined,
  )
  if (also.length === 0) return
  throw new UsageError(
    'CONTRADICTION',
    `--file gives complete terms, and --${also.join(', --')} would change them.`,
    'Leave one of them out.',
  )
}
