import {replacedIn, splitLine, unquoted} from './shell-words.js'
import type {Answer, Suggestion} from './suggestion.js'

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const
export type Shell = (typeof SHELLS)[number]

export const isShell = (name: string | undefined): name is Shell => SHELLS.some(shell => shell === name)

/** What stands on the command line up to the cursor, without quotes. */
export interface Typed {
  /** After the name of the program; those that are complete. */
  readonly words: readonly string[]
  /** What there is of the word that is being typed. */
  readonly word: string
}

/** How a shell asks, and how it wants each suggestion: the word as it is typed there, and what it shows beside it. */
interface Dialogue {
  readonly read: (args: readonly string[]) => Typed
  readonly line: (suggestion: Suggestion, before: string, args: readonly string[]) => string | undefined
}

/** @returns what the script of the shell reads: the kind of answer, then a line for each suggestion */
export function answerLines(shell: Shell, answer: Answer, args: readonly string[]): string {
  if (answer.kind === 'files') return 'files'
  const {suggestions, before} = answer
  const lines = suggestions.flatMap(suggestion => DIALOGUES[shell].line(suggestion, before, args) ?? [])
  return ['words', ...lines].join('\n')
}

export const readTyped = (shell: Shell, args: readonly string[]): Typed => DIALOGUES[shell].read(args)

const withAbout = (word: string, {about}: Suggestion): string =>
  about === undefined ? word : `${word}\t${about}`

const DIALOGUES: Readonly<Record<Shell, Dialogue>> = {
  // Is asked with `COMP_WORDBREAKS` and the line: its list of words is cut at every `=` and `:`, and still has the quotes.
  bash: {
    read: ([, line = '']) => {
      const [, ...words] = splitLine(line)
      return {words: words.slice(0, -1), word: unquoted(words.at(-1) ?? '')}
    },
    line: ({value}, flag, [breaks = '', line = '']) => {
      const {before, quote} = replacedIn(splitLine(line).at(-1) ?? '', breaks)
      const rest = `${flag}${value}`.slice(before.length)
      if (quote === "'") return rest.replaceAll("'", `'\\''`)
      if (quote === undefined) return rest.replaceAll(/[^\p{L}\p{M}\p{N}\w./:@%+,=-]/gu, '\\$&')
      // In double quotes nothing stands for an exclamation mark: it recalls an earlier command.
      return rest.includes('!') ? undefined : rest.replaceAll(/["\\$`]/g, '\\$&')
    },
  },
  // Unquotes the words itself, has taken the flag off, and quotes what it inserts.
  zsh: {
    read: args => ({words: args.slice(0, -1), word: args.at(-1) ?? ''}),
    line: suggestion => withAbout(suggestion.value, suggestion),
  },
  // Hands over the word at the cursor as it stands there, and quotes what it inserts.
  fish: {
    read: args => ({words: args.slice(0, -1), word: unquoted(args.at(-1) ?? '')}),
    line: (suggestion, flag) => withAbout(`${flag}${suggestion.value}`, suggestion),
  },
  // Puts "=" before the word at the cursor, as its older versions pass no empty words on; inserts what it is told.
  powershell: {
    read: args => ({words: args.slice(0, -1), word: unquotedInPowerShell(args.at(-1)?.slice(1) ?? '')}),
    line: (suggestion, flag) => {
      const {value, about = value} = suggestion
      return [`${flag}${quotedInPowerShell(value)}`, value, about].join('\t')
    },
  },
}

/** PowerShell takes typographic quotes for the plain ones. */
const SINGLE_QUOTES = /['\u2018\u2019\u201a\u201b]/g

const quotedInPowerShell = (value: string): string =>
  /^[\p{L}\p{N}_./:+-]+$/u.test(value) ? value : `'${value.replaceAll(SINGLE_QUOTES, '$&$&')}'`

function unquotedInPowerShell(word: string): string {
  const [, flag = '', quote, text = ''] = /^(--[\w-]+=)?(['"]?)(.*)$/s.exec(word) ?? []
  if (quote === "'") return flag + text.replace(/(?<!')'$/, '').replaceAll("''", "'")
  return flag + (quote === '"' ? text.replace(/"$/, '') : text).replaceAll(/`(.)/gs, '$1')
}
