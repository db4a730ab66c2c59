import type {CommandTable, KnownArg, KnownCommand, KnownFlag} from './command-table.js'
import type {Typed} from './shells.js'
import {type Answer, type Suggestion, thatFit, type Words} from './suggestion.js'
import {type Surroundings, type Values, valuesOfArg, valuesOfFlag} from './values.js'

/** What can stand where somebody is typing. Nothing, where the command line is none that the program would take. */
export function answerTo(
  {words, word}: Typed,
  table: CommandTable,
  world: Pick<Surroundings, 'names' | 'month'>,
): Answer {
  const [first, ...others] = words
  if (first === 'help') return fitting([...commandWords(words, table), ...commandWords(others, table)], word)
  const name = commandIn(words, table)
  const next = fitting(commandWords(words, table), word)
  const command = name === undefined ? undefined : table.commands[name]
  if (name === undefined || command === undefined) return next
  const line = readLine(words.slice(name.split(' ').length), command)
  const answer = ofCommand(name, command, {line, word, world})
  if (answer.kind === 'files') return answer
  return {...answer, suggestions: [...(next.kind === 'words' ? next.suggestions : []), ...answer.suggestions]}
}

/** The longest beginning of a command line that is a command. */
const commandIn = (words: readonly string[], {commands}: CommandTable): string | undefined =>
  [3, 2, 1].map(count => words.slice(0, count).join(' ')).find(name => Object.hasOwn(commands, name))

/** The words that can come next in the name of a command. */
function commandWords(words: readonly string[], {commands, topics}: CommandTable): readonly Suggestion[] {
  const beginning = words.map(word => `${word} `).join('')
  const names = [...Object.keys(commands), ...Object.keys(topics)].filter(name => name.startsWith(beginning))
  const next = names.map(name => name.slice(beginning.length).split(' ')[0] ?? '')
  return [...new Set(next)].sort().map(value => {
    const name = `${beginning}${value}`
    const about = commands[name]?.about ?? topics[name]
    return {value, ...(about !== undefined && {about})}
  })
}

/** What a command was given before the word at the cursor. */
interface Line {
  readonly args: readonly string[]
  readonly flags: ReadonlyMap<string, string>
  /** The flag whose value comes next. */
  readonly open: string | undefined
  /** Whether `--` has ended the flags. */
  readonly hasEnded: boolean
}

function readLine(words: readonly string[], {flags: known}: KnownCommand): Line {
  const args: string[] = []
  const flags = new Map<string, string>()
  let open: string | undefined
  let hasEnded = false
  for (const word of words) {
    const [, said = '', value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? []
    const name = said || nameOf(word, known)
    if (open !== undefined) {
      flags.set(open, word)
      open = undefined
    } else if (hasEnded || !word.startsWith('-')) args.push(word)
    else if (word === '--') hasEnded = true
    else if (value === undefined && flagOf(name, known)?.value !== undefined) open = name
    else flags.set(name, value ?? '')
  }
  return {args, flags, open, hasEnded}
}

/** The name of a flag that is said by its letter: `-w`. */
const nameOf = (word: string, flags: KnownCommand['flags']): string =>
  Object.keys(flags).find(name => word === `-${flags[name]?.letter}`) ?? word

const flagOf = (name: string, flags: KnownCommand['flags']): KnownFlag | undefined =>
  Object.hasOwn(flags, name) ? flags[name] : undefined

interface Place {
  readonly line: Line
  readonly word: string
  readonly world: Pick<Surroundings, 'names' | 'month'>
}

function ofCommand(name: string, command: KnownCommand, {line, word, world}: Place): Answer {
  const surroundings = {...world, contract: contractIn(command, line), said: line.args}
  const valuesOf = (flag: string) => {
    const known = flagOf(flag, command.flags)
    return known && valuesOfFlag(name, flag, known)
  }
  if (line.open !== undefined) return ofValues(valuesOf(line.open), surroundings, word)
  const [, before, flag = '', value = ''] = /^(--([^=]+)=)(.*)$/s.exec(word) ?? []
  if (before !== undefined && !line.hasEnded) return ofValues(valuesOf(flag), surroundings, value, before)
  const arg = argAfter(line.args, command.args)
  const mayBeFlag = !line.hasEnded && (word.startsWith('-') || arg === undefined)
  if (mayBeFlag) return fitting(flagsAfter(line, command), word)
  if (arg === undefined) return fitting([], word)
  return ofValues(valuesOfArg(name, arg), {...surroundings, contract: contractFor(arg, surroundings)}, word)
}

/** The argument that comes next; the last may take any number of words. */
function argAfter(said: readonly string[], args: readonly KnownArg[]): KnownArg | undefined {
  const last = args.at(-1)
  return args[said.length] ?? (last?.isMany ? last : undefined)
}

/** The contract that a command line names, as an argument or by a flag. */
function contractIn({args}: KnownCommand, {args: said, flags}: Line): string | undefined {
  const index = args.findIndex(({name}) => name === 'contract')
  return flags.get('contract') ?? (index === -1 ? undefined : said[index])
}

/** Another contract is not suggested by the one before it. */
const contractFor = ({name}: KnownArg, {contract}: Pick<Surroundings, 'contract'>): string | undefined =>
  name === 'contract' ? undefined : contract

function flagsAfter({flags: said}: Line, {flags}: KnownCommand): readonly Suggestion[] {
  const left = Object.entries(flags).filter(([name, {isMany = false}]) => isMany || !said.has(name))
  return left.map(([name, {about}]) => ({value: `--${name}`, about}))
}

function ofValues(values: Values | undefined, surroundings: Surroundings, word: string, before = ''): Answer {
  const found = values?.(surroundings) ?? []
  if (found === 'files') return {kind: 'files'}
  // In a word of its own it would be read as a flag, and what is said already is not said again.
  const sayable = found.filter(
    ({value}) => before !== '' || !(String(value).startsWith('-') || surroundings.said.includes(value)),
  )
  return {...fitting(sayable, word), before}
}

const fitting = (suggestions: readonly Suggestion[], word: string): Words => ({
  kind: 'words',
  before: '',
  suggestions: thatFit(suggestions, word),
})
