import {neutralise} from '../render/plain.js'

/** What can stand where somebody is typing, and what it is about. */
export interface Suggestion {
  readonly value: string
  readonly about?: string
}

/** What a shell is told: words to choose from, or that the name of a file belongs there. */
export type Answer = Words | {readonly kind: 'files'}

export interface Words {
  readonly kind: 'words'
  /** A flag that the suggestions are values of, where they stand in the same word: `--for=`. */
  readonly before: string
  readonly suggestions: readonly Suggestion[]
}

/** More than anybody reads. */
const MAX_SUGGESTIONS = 1000
const MAX_VALUE_LENGTH = 200
const MAX_ABOUT_LENGTH = 60

/** Words of ours, which are about nothing but themselves. */
export const plain = (values: readonly string[]): readonly Suggestion[] => values.map(value => ({value}))

/** Those that begin with what is typed, in any case, each once; none of them can steer a terminal. */
export function thatFit(suggestions: readonly Suggestion[], typed: string): readonly Suggestion[] {
  const beginning = folded(typed)
  const texts = suggestions.filter(({value}) => typeof value === 'string') // records are not checked
  const fitting = texts.filter(({value}) => folded(value).startsWith(beginning) && isHarmless(value))
  const once = new Map(fitting.toReversed().map(suggestion => [suggestion.value, suggestion]))
  return [...once.values()].toReversed().slice(0, MAX_SUGGESTIONS).map(shortened)
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase()

const isHarmless = (value: string): boolean =>
  value !== '' && value.length <= MAX_VALUE_LENGTH && neutralise(value) === value

function shortened({value, about}: Suggestion): Suggestion {
  if (typeof about !== 'string') return {value}
  const text = [...neutralise(about).trim()]
  if (text.length === 0) return {value}
  const isLong = text.length > MAX_ABOUT_LENGTH
  return {value, about: isLong ? `${text.slice(0, MAX_ABOUT_LENGTH - 1).join('')}…` : text.join('')}
}
