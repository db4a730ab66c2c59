import {Flags} from '@oclif/core'
import type {ChoiceQuestion} from './ask.js'
import type {Question, Said} from './ask-missing.js'
import {UsageError} from './failure.js'

/** What says on a command line that a question whether it is meant need not be asked. */
export const yesFlag = {
  yes: Flags.boolean({description: 'Do not ask whether it is meant', default: false}),
}

/** What of two answers stands first, and is taken by Enter alone. */
interface Confirmation {
  readonly message: string
  readonly yes: string
  readonly no: string
  readonly isYesFirst: boolean
}

/** Whether it is meant, for what asks a person before it is done; a script that says it means it. */
export const confirmationQuestion = (
  needs: readonly string[],
  confirmation: (said: Said) => Promise<Confirmation>,
): Question => ({
  name: 'yes',
  needs,
  isMissing: ({flags}) => flags.yes !== true,
  ask: async (said): Promise<ChoiceQuestion> => {
    const {message, yes, no, isYesFirst} = await confirmation(said)
    // An answer that is empty adds nothing to the command line.
    const choices = [
      {name: yes, value: 'yes'},
      {name: no, value: '', short: 'no'},
    ]
    return {message, choices: isYesFirst ? choices : choices.toReversed()}
  },
  asTyped: () => ['--yes'],
})

/** Refuses to go on where a person was asked, and said no. */
export function requireMeant({yes}: {readonly yes: boolean}, isAsked: boolean): void {
  if (isAsked && !yes) throw new UsageError('CANCELLED', 'Cancelled. Nothing was changed.')
}
