import type {Contract} from '../domain/contract.js'

/**
 * In which fields two contracts differ, by their paths: `customer.name`, `terms[0].creditMinutes`, `terms[1]` where only
 * one has such. None, if they say the same.
 */
export const contractDifferences = (a: Contract, b: Contract): readonly string[] => differing(a, b, '')

function differing(a: unknown, b: unknown, path: string): readonly string[] {
  if (!isRecord(a) || !isRecord(b)) return a === b ? [] : [path]
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return names.flatMap(name => differing(a[name], b[name], pathOf(path, name, Array.isArray(a))))
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function pathOf(path: string, name: string, isInList: boolean): string {
  if (isInList) return `${path}[${name}]`
  return path === '' ? name : `${path}.${name}`
}
