import type {BaseIssue} from 'valibot'
import type {FieldProblem} from '../domain/refusal.js'

/** Every problem that was found, by path, in words. */
export function problemsOf(issues: readonly BaseIssue<unknown>[]): readonly FieldProblem[] {
  return issues.flatMap(issue => {
    // Of a union, what is wrong with the nearest of its forms says more than "none of them".
    if (issue.type === 'union' && issue.issues !== undefined)
      return problemsOf(issue.issues.map(inner => within(issue, inner)))
    return [{path: pathOf(issue), message: messageOf(issue)}]
  })
}

const within = (outer: BaseIssue<unknown>, inner: BaseIssue<unknown>): BaseIssue<unknown> =>
  ({...inner, path: [...(outer.path ?? []), ...(inner.path ?? [])]}) as BaseIssue<unknown>

function pathOf(issue: BaseIssue<unknown>): string {
  const path = (issue.path ?? []).reduce<string>((soFar, {key}) => {
    if (typeof key === 'number') return `${soFar}[${key}]`
    return soFar === '' ? String(key) : `${soFar}.${String(key)}`
  }, '')
  return path === '' ? '(the whole)' : path
}

function messageOf({type, kind, expected, received, message}: BaseIssue<unknown>): string {
  if (type === 'strict_object' && expected === 'never') return 'unknown field'
  if (received === 'undefined') return 'missing'
  if (type === 'picklist' || type === 'variant')
    return `${received} is none of ${expected?.replace(/[()]| \| undefined/g, '').replaceAll(' | ', ', ')}`
  if (type === 'custom') return message
  if (type === 'safe_integer') return `${received} is not a whole number`
  if (kind === 'validation') {
    // What several fields need together has no value to show.
    if (type === 'check' && received === 'Object') return `needs ${message}`
    if (type === 'check' || type === 'regex') return `${received} is not ${message}`
    if (type === 'min_length') return 'must not be empty'
    if (type === 'max_length')
      return `has ${received} of at most ${expected?.replace('<=', '')} characters or items`
    const bound = expected?.match(/^(>=|<=|>)(.*)$/)
    if (bound) return `${received} is not ${BOUNDS[bound[1] as keyof typeof BOUNDS]} ${bound[2]}`
  }
  return expected === null ? message : `${received} is not ${TYPES[expected] ?? expected}`
}

const BOUNDS = {'>=': 'at least', '<=': 'at most', '>': 'more than'} as const

const TYPES: Readonly<Record<string, string>> = {
  Array: 'a list',
  Object: 'an object',
  boolean: 'true or false',
  number: 'a number',
  string: 'a text',
}
