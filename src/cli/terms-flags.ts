import {Flags} from '@oclif/core'
import type {Increment, Terms} from '../domain/contract.js'
import type {Minutes} from '../domain/minutes.js'
import {BEYOND_POLICIES, ROLLOVER_POLICIES, type Rollover, type RolloverPolicy} from '../domain/policies.js'
import {UsageError} from './failure.js'
import {readAmount, readHours, readPercent} from './text-values.js'

/** The flags that fill the usual terms: of `contract add` and `contract amend`. */
export const termsFlags = {
  credit: Flags.string({helpValue: 'DUR', description: 'Hours credited each month: 10h; 0 is pay-as-you-go'}),
  rollover: Flags.option({
    options: ROLLOVER_POLICIES,
    description: `What becomes of unused credit: ${ROLLOVER_POLICIES.join(', ')}`,
  })(),
  cap: Flags.string({
    helpValue: 'DUR',
    description: 'Most that is carried into the next month (with cap or expiry)',
  }),
  'expires-after': Flags.integer({
    helpValue: 'N',
    min: 1,
    max: 1200,
    description: 'Credit lapses at the end of the Nth month after its own (with expiry)',
  }),
  overdraft: Flags.string({helpValue: 'DUR', description: 'How far below zero the account may go'}),
  beyond: Flags.option({
    options: BEYOND_POLICIES,
    description: 'Use beyond that: refuse it, charge it at the rate, or allow it',
  })(),
  rate: Flags.string({helpValue: 'AMOUNT', description: 'Net price of an hour of overage: 120.00'}),
  vat: Flags.string({helpValue: 'PERCENT', description: 'Value-added tax: 19'}),
  increment: Flags.integer({
    helpValue: 'N',
    min: 1,
    max: 1440,
    description: 'Started units of N minutes are charged',
  }),
} as const

export interface TermsFlags {
  readonly credit?: string | undefined
  readonly rollover?: RolloverPolicy | undefined
  readonly cap?: string | undefined
  readonly 'expires-after'?: number | undefined
  readonly overdraft?: string | undefined
  readonly beyond?: Terms['overdraft']['beyond'] | undefined
  readonly rate?: string | undefined
  readonly vat?: string | undefined
  readonly increment?: number | undefined
}

/**
 * The terms that the flags name, and no others.
 * @param base the terms they change, where a flag says only a part (`--overdraft` keeps what is beyond it)
 */
export function termsFrom(flags: TermsFlags, base: Partial<Terms>): Partial<Terms> {
  const creditMinutes = readHours(flags.credit)
  const limitMinutes = readHours(flags.overdraft)
  const rateCents = readAmount(flags.rate)
  const vatPercent = readPercent(flags.vat)
  const {overdraft, increment} = base
  const rollover = rolloverFrom(flags, base.rollover)
  return {
    ...(creditMinutes === undefined ? {} : {creditMinutes}),
    ...(rollover === undefined ? {} : {rollover}),
    ...(limitMinutes === undefined && flags.beyond === undefined
      ? {}
      : {
          overdraft: {
            limitMinutes: limitMinutes ?? overdraft?.limitMinutes ?? 0,
            beyond: flags.beyond ?? overdraft?.beyond ?? 'refuse',
          },
        }),
    ...(rateCents === undefined ? {} : {rateCents}),
    ...(vatPercent === undefined ? {} : {vatPercent}),
    ...(flags.increment === undefined
      ? {}
      : {
          increment: {
            minutes: flags.increment,
            minimum: minimumFor(flags.increment, increment),
            per: increment?.per ?? 'entry',
            overrides: increment?.overrides ?? [],
          },
        }),
  }
}

/** A minimum that was one unit is one unit again; one that was agreed for itself stays. */
const minimumFor = (minutes: Minutes, base: Increment | undefined): Minutes =>
  base === undefined || base.minimum === base.minutes ? minutes : base.minimum

/**
 * `--cap` and `--expires-after` alone say enough; together with a policy they must fit it. What no flag names stays as
 * it was agreed, as far as the policy has a use for it: `--cap` keeps the expiry.
 */
function rolloverFrom(
  {rollover, cap, 'expires-after': afterMonths}: TermsFlags,
  base: Rollover | undefined,
): Rollover | undefined {
  const capMinutes = readHours(cap)
  const policy = rollover ?? policySaidBy({afterMonths, capMinutes}, base)
  return policy === undefined ? undefined : READ_ROLLOVER[policy]({afterMonths, capMinutes}, agreedIn(base))
}

function policySaidBy({afterMonths, capMinutes}: SaidOfRollover, base: Rollover | undefined) {
  if (afterMonths !== undefined) return 'expiry'
  if (capMinutes === undefined) return undefined
  return base?.policy === 'expiry' ? 'expiry' : 'cap'
}

const agreedIn = (base: Rollover | undefined): SaidOfRollover => ({
  afterMonths: base?.policy === 'expiry' ? base.afterMonths : undefined,
  capMinutes: base !== undefined && 'capMinutes' in base ? base.capMinutes : undefined,
})

interface SaidOfRollover {
  readonly afterMonths: number | undefined
  readonly capMinutes: Minutes | undefined
}

/** How each policy is read from its flags: those that it needs must be there, those without use must not. */
const READ_ROLLOVER: {
  readonly [P in RolloverPolicy]: (said: SaidOfRollover, agreed: SaidOfRollover) => Rollover<P>
} = {
  none: said => without(said, {policy: 'none'}),
  unlimited: said => without(said, {policy: 'unlimited'}),
  cap: (said, agreed) => {
    refuseFlag('--expires-after', said.afterMonths, 'cap')
    return {policy: 'cap', capMinutes: needed('--cap DUR', said.capMinutes ?? agreed.capMinutes, 'cap')}
  },
  expiry: (said, agreed) => {
    const capMinutes = said.capMinutes ?? agreed.capMinutes
    return {
      policy: 'expiry',
      afterMonths: needed('--expires-after N', said.afterMonths ?? agreed.afterMonths, 'expiry'),
      ...(capMinutes === undefined ? {} : {capMinutes}),
    }
  },
}

function without<R extends Rollover>({afterMonths, capMinutes}: SaidOfRollover, rollover: R): R {
  refuseFlag('--expires-after', afterMonths, rollover.policy)
  refuseFlag('--cap', capMinutes, rollover.policy)
  return rollover
}

function needed<T>(flag: string, value: T | undefined, policy: RolloverPolicy): T {
  if (value === undefined) throw new UsageError('MISSING_VALUE', `--rollover ${policy} needs ${flag}.`)
  return value
}

function refuseFlag(flag: string, value: unknown, policy: RolloverPolicy): void {
  if (value === undefined) return
  throw new UsageError(
    'CONTRADICTION',
    `${flag} and --rollover ${policy} contradict each other.`,
    'Leave one of them out.',
  )
}
