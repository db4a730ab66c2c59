import {MAX_NAME_LENGTH, MAX_TEXT_LENGTH} from '../domain/entry.js'
import {type Question, type Said, saidText} from './ask-missing.js'
import {consultantNamed} from './context.js'
import {readText} from './text-values.js'

/** Who it is, if neither the command nor the profile says it: one of the consultants, where the profile lists them. */
export const personQuestion = (message: string): Question => ({
  name: 'by',
  saidIn: async said => saidText(said, 'by') ?? (await said.context()).operator ?? undefined,
  read: async (text, {context}) =>
    consultantNamed(readText('The name', text, MAX_NAME_LENGTH), (await context()).profile),
  ask: async ({context}) => {
    const {consultants} = (await context()).profile
    return consultants.length === 0
      ? {message}
      : {message, choices: consultants.map(({name}) => ({name, value: name}))}
  },
})

/** Why. */
export const reasonQuestion = (
  message: string,
  isMissing = (said: Said): boolean => saidText(said, 'reason') === undefined,
): Question => ({
  name: 'reason',
  isMissing,
  read: text => readText('--reason', text, MAX_TEXT_LENGTH),
  ask: () => ({message}),
})
