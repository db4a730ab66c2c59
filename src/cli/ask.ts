import type {Result} from '../domain/refusal.js'
import {wordsOfRefusal} from '../locale/refusals.js'

/** Questions to a person at a terminal, asked on standard error so that results stay alone on standard output. */

const onStandardError = {output: process.stderr}

/** Asks until the answer is understood. */
export async function askFor<T>(message: string, read: (answer: string) => Result<T>): Promise<T> {
  const {input} = await import('@inquirer/prompts')
  const answer = await input({message, validate: text => explain(read(text))}, onStandardError)
  const result = read(answer)
  if (!result.ok) throw new TypeError(`accepted and then refused: ${answer}`)
  return result.value
}

const explain = <T>(result: Result<T>): true | string => result.ok || wordsOfRefusal(result.refusal).message

/** Asks for a text; an empty answer takes the default. */
export async function askText(message: string, fallback = ''): Promise<string> {
  const {input} = await import('@inquirer/prompts')
  return (await input({message, ...(fallback === '' ? {} : {default: fallback})}, onStandardError)).trim()
}

/** Asks for a text that must not be empty. */
export async function askName(message: string, fallback = ''): Promise<string> {
  const {input} = await import('@inquirer/prompts')
  const validate = (text: string) => text.trim() !== '' || 'It cannot be empty.'
  return (
    await input({message, validate, ...(fallback === '' ? {} : {default: fallback})}, onStandardError)
  ).trim()
}

export interface Choice<T> {
  readonly name: string
  readonly value: T
}

/** Asks for one of several; typing narrows them down. */
export async function askOneOf<T>(message: string, choices: readonly Choice<T>[], first?: T): Promise<T> {
  const {select, search} = await import('@inquirer/prompts')
  if (choices.length <= 12) {
    return select(
      {message, choices: [...choices], ...(first === undefined ? {} : {default: first})},
      onStandardError,
    )
  }
  const matching = (term: string | undefined) =>
    choices.filter(({name}) => name.toLowerCase().includes((term ?? '').toLowerCase()))
  return search({message, source: async term => matching(term)}, onStandardError)
}
