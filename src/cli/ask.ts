import {styleText} from 'node:util'
import {drawText} from '../render/text.js'
import {explainFailure} from './explain-failure.js'
import {RefusalError, UsageError} from './failure.js'

/** Questions to a person at a terminal, asked on standard error so that results stay alone on standard output. */

const onStandardError = {output: process.stderr}

/** A question that is answered by typing. */
export interface TypedQuestion {
  readonly message: string
  /** What an answer may look like. It is no default: Enter alone does not take it. */
  readonly example?: string
  /** What Enter alone takes. */
  readonly fallback?: string
  /** What is there to be edited. */
  readonly before?: string
  /** Enter alone leaves it unsaid. */
  readonly isOptional?: boolean
  /** An empty answer is read like any other. */
  readonly isEmptyRead?: boolean
}

export interface Choice {
  readonly name: string
  readonly value: string
  /** What is left of it on the screen once it is chosen; the value, if nothing is said. */
  readonly short?: string
}

/** A question that is answered by choosing; typing narrows a long list down. */
export interface ChoiceQuestion {
  readonly message: string
  readonly choices: readonly Choice[]
}

/**
 * Asks until the answer is taken. What is refused stays there to be edited, with the reason below it.
 * @param read what reads the answer afterwards: what it throws is why the answer is refused
 */
export async function ask(
  question: TypedQuestion | ChoiceQuestion,
  read: (answer: string) => unknown,
): Promise<string> {
  return 'choices' in question ? choose(question, read) : askToType(question, read)
}

async function askToType(question: TypedQuestion, read: (answer: string) => unknown): Promise<string> {
  const {input} = await import('@inquirer/prompts')
  const {message, fallback, before, isOptional = false, isEmptyRead = false} = question
  const given = before || fallback
  // The prompt takes what was there for the answer where all of it was deleted; what stands there is known here alone.
  let standing = ''
  let taken = ''
  await input(
    {
      message: drawText(message),
      ...(given
        ? {default: drawText(given), prefill: before ? ('editable' as const) : ('tab' as const)}
        : {}),
      validate: async text => {
        taken = isEmptyRead && standing === '' ? '' : text.trim()
        if (taken === '' && !isEmptyRead) return isOptional || 'It cannot be empty.'
        return whyRefused(taken, read)
      },
      transformer: (text, {isFinal}) => {
        if (isFinal) return styleText('cyan', taken)
        standing = text
        return text
      },
      theme: {
        style: {
          message: (text: string, status: string) =>
            `${styleText('bold', text)}${status === 'done' ? '' : grey(aside(question))}`,
          defaultAnswer: (text: string) => (isEmptyRead ? '' : grey(`[Enter: ${text}]`)),
        },
      },
    },
    onStandardError,
  )
  return taken
}

const aside = ({example, isOptional}: TypedQuestion): string => {
  const parts = [example === undefined ? '' : `such as ${example}`, isOptional ? 'Enter for none' : '']
  const said = parts.filter(part => part !== '').join('; ')
  return said === '' ? '' : `, ${said}:`
}

const grey = (text: string): string => styleText('dim', text)

/** What is wrong with an answer, in the words in which a command line is refused; true if it is taken. */
async function whyRefused(text: string, read: (answer: string) => unknown): Promise<string | true> {
  try {
    await read(text)
    return true
  } catch (error) {
    const {message, hint} = explainFailure(error)
    const isHelpful = hint !== null && (error instanceof RefusalError || error instanceof UsageError)
    return drawText(isHelpful ? `${message} ${hint}` : message)
  }
}

const LONGEST_LIST = 12

/** A choice that is refused is told, and the list is shown again, if it has another one. */
async function choose(question: ChoiceQuestion, read: (answer: string) => unknown): Promise<string> {
  for (;;) {
    const answer = await chooseOnce(question)
    const why = await whyRefused(answer, read)
    if (why === true) return answer
    if (question.choices.length === 1) await read(answer)
    process.stderr.write(`${styleText('red', `> ${why}`)}\n`)
  }
}

async function chooseOnce({message, choices}: ChoiceQuestion): Promise<string> {
  const {select, search} = await import('@inquirer/prompts')
  const width = (process.stderr.columns || 80) - 4
  const shown = choices.map(({name, value, short = value}) => ({
    name: cut(drawText(name), width),
    value,
    short,
  }))
  const asked = {message: drawText(message), pageSize: LONGEST_LIST}
  if (shown.length <= LONGEST_LIST) return select({...asked, choices: shown}, onStandardError)
  const matching = (term: string | undefined) =>
    shown.filter(({name}) => name.toLowerCase().includes((term ?? '').toLowerCase()))
  const narrowing = (text: string, status: string) =>
    `${styleText('bold', text)}${status === 'done' ? '' : grey(', type to narrow the list:')}`
  const theme = {style: {message: narrowing}}
  return search({...asked, theme, source: async term => matching(term)}, onStandardError)
}

const cut = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text
