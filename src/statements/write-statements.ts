import {mkdirSync, readFileSync, statSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {removeLeftoversOf, syncFolder, writeDurably} from '../disk/durable-file.js'
import {codeOf, onFile} from '../disk/fault.js'
import {signatureFileName} from '../domain/signing-key.js'
import type {Statement} from '../domain/statement.js'
import {OutputIsFileError} from './statement-errors.js'
import type {StatementForm} from './statement-form.js'

/** Customers get these files, so unlike the store they may be read by others. */
const READABLE = 0o644

/** A statement's file, and whether it had to be written: what is there already with the same bytes stays. */
export interface WrittenStatement {
  readonly contract: string
  readonly month: string
  readonly number: string | null
  readonly file: string
  readonly isChanged: boolean
}

/** Where statements go: one file, or a folder with one for each. */
export type Destination = {readonly file: string} | {readonly folder: string}

/** What is to be written where `--output` points. */
export interface Output {
  /** How many statements there may be. */
  readonly count: number
  /** Whether the name is that of a file which can hold several. */
  readonly holdsSeveral: boolean
  /** Whether the name is that of a file, be it there or not. */
  readonly isFile: boolean
}

/**
 * Where `--output` points: a folder if it is one, ends like one, or there are several statements that no one file of that
 * name can hold.
 *
 * @throws OutputIsFileError if several statements are to go into a file · FaultError if the folder cannot be made
 */
export function destinationOf(output: string, {count, holdsSeveral, isFile}: Output): Destination {
  const kind = kindOf(output)
  const isOne = kind !== 'folder' && !output.endsWith('/') && (count === 1 || holdsSeveral)
  if (isOne) return {file: output}
  if (kind === 'file' || isFile) throw new OutputIsFileError(output, count)
  makeLastingFolder(resolve(output))
  return {folder: output}
}

/** With its parents, so that what is written into it is there after a power cut. */
function makeLastingFolder(folder: string): void {
  const first = onFile(folder, () => mkdirSync(folder, {recursive: true}))
  if (first === undefined) return
  for (let made = folder; made.length >= first.length; made = dirname(made)) syncFolder(dirname(made))
}

/** Whether there is a folder, or a name ends like one. */
export const isFolder = (path: string): boolean => path.endsWith('/') || kindOf(path) === 'folder'

/** Renders a statement into its file, whole or not at all, and its signature into one beside it. */
export async function writeStatement(
  statement: Statement,
  form: StatementForm,
  destination: Destination,
): Promise<WrittenStatement> {
  const {contract, month, number} = statement
  const file =
    'file' in destination ? destination.file : join(destination.folder, fileNameOf(statement, form))
  const signature = (await form.signature?.(statement)) ?? null
  const isNew = writeIfChanged(file, await form.render(statement))
  if (signature === null) return {contract, month, number, file, isChanged: isNew}
  const isSignatureNew = writeIfChanged(signatureFileName(file), signature)
  return {contract, month, number, file, isChanged: isNew || isSignatureNew}
}

/** Writes several statements, as one text, into one file. */
export function writeTogether(
  statements: readonly Statement[],
  text: string,
  file: string,
): readonly WrittenStatement[] {
  const isChanged = writeIfChanged(file, text)
  return statements.map(({contract, month, number}) => ({contract, month, number, file, isChanged}))
}

function writeIfChanged(file: string, text: string | Uint8Array): boolean {
  const content = Buffer.from(text)
  const isChanged = !isThere(file, content)
  if (!isChanged) return false
  removeLeftoversOf(file)
  writeDurably(file, content, READABLE)
  return true
}

/** Contract ids are unique, of small letters, and end before the month does: no two statements share a name. */
export const fileNameOf = (
  {contract, month}: Pick<Statement, 'contract' | 'month'>,
  {extension}: Pick<StatementForm, 'extension'>,
) => `${contract}-${month}.${extension}`

function isThere(file: string, content: Buffer): boolean {
  return kindOf(file) === 'file' && onFile(file, () => readFileSync(file)).equals(content)
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file'
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR') return undefined
    throw cause
  }
}
