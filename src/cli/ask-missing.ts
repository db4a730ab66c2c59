import type {Contract} from '../domain/contract.js'
import {ask, type ChoiceQuestion, type TypedQuestion} from './ask.js'
import type {Context} from './context.js'
import {findContract} from './contracts.js'

/** What was said so far: by whoever typed the command, and then by the answers. */
export interface Said {
  readonly args: Readonly<Record<string, unknown>>
  readonly flags: Readonly<Record<string, unknown>>
  /** The words beside the flags. */
  readonly words: readonly string[]
  /** What was answered, by the names of the questions. */
  readonly answers: ReadonlyMap<string, string>
  readonly context: () => Promise<Context>
}

/** What is asked for where it is missing. */
export interface Question {
  /** The argument or flag that says the same. */
  readonly name: string
  /** What has to be known before it can be read or asked for. */
  readonly needs?: readonly string[]
  /** If that is more than that nobody said it. */
  readonly isMissing?: (said: Said) => boolean | Promise<boolean>
  /** Throws what the command would be refused for, later. */
  readonly read?: (text: string, said: Said) => unknown
  /** What was said, where that is not the argument or flag of this name. */
  readonly saidIn?: (said: Said) => string | undefined | Promise<string | undefined>
  readonly ask: (said: Said) => (TypedQuestion | ChoiceQuestion) | Promise<TypedQuestion | ChoiceQuestion>
  /** The answer as it would have been typed, where that is not the argument or flag of this name. */
  readonly asTyped?: (answer: string) => readonly string[]
  /** An empty answer says something, too; of other questions that are optional it says nothing. */
  readonly isEmptySaid?: true
}

/** A command line that was not complete. */
export interface Line {
  readonly argv: readonly string[]
  readonly parse: (argv: readonly string[]) => Promise<Omit<Said, 'answers' | 'context'>>
  /** Where the answer to a question of this name goes: behind the words, or as a flag. */
  readonly isArg: (name: string) => boolean
  readonly context: () => Promise<Context>
  /** Told of the command line after each answer, so that none is lost. */
  readonly grown: (argv: readonly string[]) => void
}

/**
 * Asks for what is missing, in the order of the questions, and gives back the command line with the answers in it. What
 * was typed already is read before anything is asked, so that nobody answers five questions to be refused for the first
 * word of the line.
 */
export async function askForMissing(questions: readonly Question[], line: Line): Promise<readonly string[]> {
  let argv = line.argv
  const answers = new Map<string, string>()
  const said = async (): Promise<Said> => ({...(await line.parse(argv)), answers, context: line.context})

  const atFirst = await said()
  const {read, missing} = await sorted(questions, atFirst)
  if (missing === 0) return argv
  const isRead = new Set<string>(read)
  for (const question of questions) {
    const {name} = question
    const now = await said()
    if (!(await isMissing(question, now))) {
      if (!isRead.has(name)) await readSaid(question, now)
      continue
    }
    const answer = await ask(await question.ask(now), text => question.read?.(text, now))
    answers.set(name, answer)
    if (answer === '' && !question.isEmptySaid) continue
    argv = withAnswer(argv, question, answer, line)
    line.grown(argv)
  }
  return argv
}

/** Reads what can be read before the first question. */
async function sorted(questions: readonly Question[], said: Said) {
  const read: string[] = []
  let missing = 0
  const unknown = new Set<string>()
  for (const question of questions) {
    if ((question.needs ?? []).some(name => unknown.has(name))) {
      unknown.add(question.name)
      missing++
    } else if (await isMissing(question, said)) {
      unknown.add(question.name)
      missing++
    } else read.push(question.name)
  }
  if (missing > 0)
    for (const question of questions) if (read.includes(question.name)) await readSaid(question, said)
  return {read, missing}
}

async function readSaid(question: Question, said: Said): Promise<void> {
  const text = await saidOf(question, said)
  if (text !== undefined) await question.read?.(text, said)
}

const isMissing = async (question: Question, said: Said): Promise<boolean> =>
  question.isMissing === undefined
    ? (await saidOf(question, said)) === undefined
    : await question.isMissing(said)

const saidOf = async ({name, saidIn}: Question, said: Said): Promise<string | undefined> =>
  saidIn === undefined ? saidText(said, name) : saidIn(said)

/** The command line with an answer: a word behind all others, or a flag before the words that cannot be flags. */
function withAnswer(
  before: readonly string[],
  {name, asTyped}: Question,
  answer: string,
  {isArg}: Pick<Line, 'isArg'>,
): readonly string[] {
  const argv = withoutFlag(before, name)
  const end = argv.indexOf('--')
  if (asTyped === undefined && isArg(name)) {
    return answer.startsWith('-') && end === -1 ? [...argv, '--', answer] : [...argv, answer]
  }
  const flags = asTyped === undefined ? [`--${name}=${answer}`] : asTyped(answer)
  return end === -1 ? [...argv, ...flags] : [...argv.slice(0, end), ...flags, ...argv.slice(end)]
}

/** The command line without a flag that is asked for anew, as it did not say enough. */
function withoutFlag(argv: readonly string[], name: string): readonly string[] {
  const end = argv.indexOf('--')
  const isFlag = (index: number) => argv[index] === `--${name}` && (end === -1 || index < end)
  return argv.filter(
    (word, index) =>
      !isFlag(index) && !isFlag(index - 1) && !(word.startsWith(`--${name}=`) && (end === -1 || index < end)),
  )
}

/** The flag or argument of a question, if somebody said it. */
export function saidText({args, flags}: Said, name: string): string | undefined {
  const value = args[name] ?? flags[name]
  return typeof value === 'string' ? value : undefined
}

/** The contract that was named. */
export async function contractIn(said: Said, name = 'contract'): Promise<Contract> {
  const {store} = await said.context()
  return findContract(store, saidText(said, name) ?? '')
}
