import {mkdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import type {Statement} from '../domain/statement.js'
import {codeOf, onFile, writeDurably} from '../storage/durable-file.js'
import {UsageError} from './failure.js'

interface Form {
  readonly extension: string
  readonly render: (statements: readonly Statement[]) => string
}

/** Customers get these files, so unlike the store they may be read by others. */
const READABLE = 0o644

/**
 * Writes statements to a file, or to a folder one file each: `acme-2026-10.csv`. Each file is whole or not there.
 *
 * @returns the files written
 */
export function writeStatements(
  output: string,
  statements: readonly Statement[],
  {extension, render}: Form,
): readonly string[] {
  const toFolder = output.endsWith('/') || isFolder(output) || statements.length > 1
  if (!toFolder) {
    writeDurably(output, `${render(statements)}\n`, READABLE)
    return [output]
  }
  if (isFile(output)) {
    throw new UsageError(
      'OUTPUT_IS_FILE',
      `${output} is a file, and ${statements.length} statements need a folder.`,
    )
  }
  onFile(output, () => mkdirSync(output, {recursive: true}))
  return statements.map(statement => {
    const file = join(output, `${statement.contract}-${statement.month}.${extension}`)
    writeDurably(file, `${render([statement])}\n`, READABLE)
    return file
  })
}

const isFolder = (path: string): boolean => kindOf(path)?.isDirectory() ?? false
const isFile = (path: string): boolean => kindOf(path)?.isFile() ?? false

function kindOf(path: string) {
  try {
    return statSync(path)
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined
    throw cause
  }
}
