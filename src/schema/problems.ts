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
  if (kind === 'validation') {
    if (type === 'check' || type === 'regex') return `${received} is not ${message}`
    if (expected !== null) return `${received} is not ${expected}`
  }
  return expected === null ? message : `${received} is not ${expected}`
}
