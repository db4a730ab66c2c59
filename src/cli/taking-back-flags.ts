import {Flags} from '@oclif/core'
import {MAX_TEXT_LENGTH, type TakingBack} from '../domain/entry.js'
import {withTexts} from './text-values.js'

/** The flags of whatever takes something back: why, and what the customer reads of it. */
export const takingBackFlags = {
  reason: Flags.string({
    helpValue: 'R',
    description: 'Why; only you read it',
    required: true,
  }),
  tell: Flags.string({helpValue: 'TEXT', description: 'What the customer reads of it on the statement'}),
}

/** With who takes it back, and which one is meant. */
export const voidFlags = (what: 'entry' | 'credit') => ({
  ...takingBackFlags,
  by: Flags.string({
    helpValue: 'NAME',
    description: 'Who takes it back (else HOURBANK_BY, else the profile)',
  }),
  contract: Flags.string({
    helpValue: 'ID',
    description: `Its contract, if several have ${what === 'entry' ? 'an' : 'a'} ${what} with this id`,
  }),
})

interface TakingBackFlags {
  readonly reason: string
  readonly tell?: string | undefined
}

/** The flags with their texts read. */
export const withTakingBack = <F extends TakingBackFlags>(flags: F): F =>
  withTexts<TakingBackFlags>(flags, {reason: MAX_TEXT_LENGTH, tell: MAX_TEXT_LENGTH}) as F

/** What the flags say, without when and by whom. */
export const takingBackOf = ({reason, tell}: TakingBackFlags): Pick<TakingBack, 'reason' | 'tell'> => ({
  reason,
  tell: tell ?? null,
})
