import {closest, distance} from 'fastest-levenshtein'
import {fold} from '../domain/day-text.js'
import {commandsMeantBy} from './command-meanings.js'
import {UsageError} from './failure.js'

/**
 * The error for a command line that begins with no command, with the commands that were probably meant: by what the words
 * mean, else by how they are spelt.
 *
 * @param ids of all commands, as oclif writes them: `contract:add`
 * @example unknownCommand(['contract', 'ad'], ['contract:add']).hint // 'Did you mean: hourbank contract add?'
 * @example unknownCommand(['storno'], ['entry:void']).hint // 'Did you mean: hourbank entry void?'
 */
export function unknownCommand(argv: readonly string[], ids: readonly string[]): UsageError {
  const commands = ids.map(id => id.replaceAll(':', ' '))
  const words = argv.filter(word => !word.startsWith('-'))
  const [first = '', second, extra] = words.map(fold)
  const typed = second === undefined ? first : `${first} ${second}`
  if (argv[0]?.startsWith('-')) {
    const [command = 'balance'] = nearest(typed, commands) ?? nearest(first, commands) ?? []
    const hint = `Flags come after the command, as in: hourbank ${command} ${argv[0]}`
    return unknown(argv[0], `"${argv[0]}" stands where a command should.`, hint)
  }
  if (commands.includes(typed) && extra !== undefined) {
    return unknown(typed, `"${extra}" is too much for "${typed}".`, `Try: hourbank ${typed}`)
  }
  const name = words.slice(0, isTopic(first, commands) ? 2 : 1).join(' ')
  const suggestions = inTopic(first, second, commands) ?? meant(first, commands) ?? nearest(typed, commands)
  const found = suggestions ?? nearest(first, commands)
  const hint =
    found === undefined
      ? '"hourbank --help" lists all commands.'
      : `Did you mean: ${found.map(command => `hourbank ${command}`).join(', or ')}?`
  return unknown(name, `There is no command "${name}".`, hint)
}

const unknown = (command: string, message: string, hint: string) =>
  new UsageError('UNKNOWN_COMMAND', message, hint, {command})

const isTopic = (word: string, commands: readonly string[]): boolean =>
  commands.some(command => command.startsWith(`${word} `))

/** The commands that there are of those that a word may mean. */
function meant(word: string, commands: readonly string[]): readonly string[] | undefined {
  const found = commandsMeantBy(word).filter(command => commands.includes(command))
  return found.length > 0 ? found : undefined
}

/** `entry delete` is `entry void`, and `contract delete` is not. */
function inTopic(
  topic: string,
  word: string | undefined,
  commands: readonly string[],
): readonly string[] | undefined {
  if (word === undefined || !isTopic(topic, commands)) return undefined
  return meant(
    word,
    commands.filter(command => command.startsWith(`${topic} `)),
  )
}

/** The command with as many words that differs in at most a third of the letters. */
function nearest(typed: string, commands: readonly string[]): readonly [string] | undefined {
  const words = typed.split(' ').length
  const candidate = closest(
    typed,
    commands.filter(command => command.split(' ').length === words),
  )
  return distance(typed, candidate) <= Math.max(2, typed.length / 3) ? [candidate] : undefined
}
