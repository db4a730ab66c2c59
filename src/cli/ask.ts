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
  /** What was answered lately, to be chosen instead of typed. */
  readonly recent?: readonly string[]
}

export interface Choice {
  readonly name: string
  readonly value: string
  /** What is left of it on the screen once it is chosen; the value, if nothing is said. */
  readonly short?: string
  /** What stands behind the name, where it takes a moment to find out: asked for what is on the screen only. */
  readonly detail?: () => Promise<string>
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
  if ('choices' in question) return choose(question, () => chooseOnce(question), read)
  const {recent = []} = question
  if (recent.length === 0) return askToType(question, read)
  return choose({choices: []}, () => typeOrChoose(question, recent), read)
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
async function choose(
  question: Pick<ChoiceQuestion, 'choices'>,
  askOnce: () => Promise<string>,
  read: (answer: string) => unknown,
): Promise<string> {
  for (;;) {
    const answer = await askOnce()
    const why = await whyRefused(answer, read)
    if (why === true) return answer
    if (question.choices.length === 1) await read(answer)
    process.stderr.write(`${styleText('red', `> ${why}`)}\n`)
  }
}

async function chooseOnce({message, choices}: ChoiceQuestion): Promise<string> {
  const {select, search} = await import('@inquirer/prompts')
  const asked = {message: drawText(message), pageSize: LONGEST_LIST}
  if (choices.length <= LONGEST_LIST)
    return select({...asked, choices: await shown(choices)}, onStandardError)
  const matching = (term: string | undefined) =>
    choices.filter(({name}) => name.toLowerCase().includes((term ?? '').toLowerCase()))
  return search(
    {
      ...asked,
      theme: narrowing(', type to narrow the list:'),
      source: async term => {
        const found = matching(term)
        const rest = found.slice(LONGEST_LIST).map(({detail: _, ...choice}) => choice)
        return shown([...found.slice(0, LONGEST_LIST), ...rest])
      },
    },
    onStandardError,
  )
}

/** What is typed comes first and is what Enter takes, below it what was answered lately. */
async function typeOrChoose(question: TypedQuestion, recent: readonly string[]): Promise<string> {
  const {search} = await import('@inquirer/prompts')
  const typed = (term: string): readonly Choice[] =>
    term === '' && !question.isOptional ? [] : [{name: term === '' ? '(none)' : term, value: term}]
  return search(
    {
      ...{message: drawText(question.message), pageSize: LONGEST_LIST},
      theme: narrowing(', type it or choose what was said lately:'),
      source: async (term = '') => {
        const lately = recent.filter(
          text => text !== term.trim() && text.toLowerCase().includes(term.trim().toLowerCase()),
        )
        return shown([...typed(term.trim()), ...lately.map(text => ({name: text, value: text}))])
      },
    },
    onStandardError,
  )
}

const narrowing = (how: string) => ({
  style: {
    message: (text: string, status: string) =>
      `${styleText('bold', text)}${status === 'done' ? '' : grey(how)}`,
  },
})

/** Choices as they fit on a line. */
const shown = (choices: readonly Choice[]) =>
  Promise.all(
    choices.map(async ({name, value, short = value, detail}) => {
      const text = detail === undefined ? name : `${name}  ${await detail()}`
      return {name: cut(drawText(text), (process.stderr.columns || 80) - 4), value, short}
    }),
  )

const cut = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text
