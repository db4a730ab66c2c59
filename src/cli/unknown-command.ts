import {closest, distance} from 'fastest-levenshtein'
import {UsageError} from './failure.js'

/**
 * The error for a command line that begins with no command, with the command that was probably meant.
 *
 * @param ids of all commands, as oclif writes them: `contract:add`
 * @example unknownCommand(['contract', 'ad'], ['contract:add']).hint // 'Did you mean: hourbank contract add?'
 */
export function unknownCommand(argv: readonly string[], ids: readonly string[]): UsageError {
  const commands = ids.map(id => id.replaceAll(':', ' '))
  const [first = '', second, extra] = argv.filter(word => !word.startsWith('-'))
  const typed = second === undefined ? first : `${first} ${second}`
  const suggestion = nearest(typed, commands) ?? nearest(first, commands)
  if (argv[0]?.startsWith('-')) {
    const hint = `Flags come after the command, as in: hourbank ${suggestion ?? 'balance'} ${argv[0]}`
    return unknown(argv[0], `"${argv[0]}" stands where a command should.`, hint)
  }
  if (commands.includes(typed) && extra !== undefined) {
    return unknown(typed, `"${extra}" is too much for "${typed}".`, `Try: hourbank ${typed}`)
  }
  const hint =
    suggestion === undefined
      ? '"hourbank --help" lists all commands.'
      : `Did you mean: hourbank ${suggestion}?`
  return unknown(typed, `There is no command "${typed}".`, hint)
}

const unknown = (command: string, message: string, hint: string) =>
  new UsageError('UNKNOWN_COMMAND', message, hint, {command})

/** The command with as many words that differs in at most a third of the letters. */
function nearest(typed: string, commands: readonly string[]): string | undefined {
  const text = typed.toLowerCase()
  const words = text.split(' ').length
  const candidate = closest(
    text,
    commands.filter(command => command.split(' ').length === words),
  )
  return distance(text, candidate) <= Math.max(2, text.length / 3) ? candidate : undefined
}
