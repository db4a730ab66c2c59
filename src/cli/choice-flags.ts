import {Flags} from '@oclif/core'
import {parseCause, parseChannel, parseEntryClass} from '../domain/choice-text.js'
import {
  CAUSES,
  type Cause,
  CHANNELS,
  type Channel,
  ENTRY_CLASSES,
  type EntryClass,
} from '../domain/contract.js'
import {type Result, refuse} from '../domain/refusal.js'
import {accepted} from './failure.js'

/** Flags that take a choice by its name or by another word for it, in English or German: `phone`, `telefon`, `Anruf`. */

export const channelFlag = Flags.custom<Channel>({
  helpValue: 'CHANNEL',
  description: `How: ${CHANNELS.join(', ')}`,
  parse: async text => chosen('--how', parseChannel(text)),
})

export const classFlag = Flags.custom<EntryClass>({
  helpValue: 'C',
  description: `Class: ${ENTRY_CLASSES.join(', ')}`,
  parse: async text => chosen('--class', parseEntryClass(text)),
})

export const causeFlag = Flags.custom<Cause>({
  helpValue: 'C',
  description: `Cause: ${CAUSES.join(', ')}`,
  parse: async text => chosen('--cause', parseCause(text)),
})

function chosen<T>(flag: string, choice: Result<T>): T {
  if (choice.ok || choice.refusal.kind !== 'unknown-choice') return accepted(choice)
  return accepted(refuse({...choice.refusal, flag}))
}
