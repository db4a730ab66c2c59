import {appendFileSync, readFileSync} from 'node:fs'
import {dirname} from 'node:path'
import {makeFolderDurably, writeDurably} from '../disk/durable-file.js'
import {codeOf, onFile} from '../disk/fault.js'
import type {Setup, StartLine} from './setup.js'

/** What became of a file, or would. */
export interface Change {
  readonly file: string
  readonly what: 'written' | 'line-added' | 'unchanged'
}

/** How a script of ours begins, by which it is told from somebody else's. */
const OURS = '# Completion of hourbank for '
const NOTE = '# Completes command lines of hourbank; "hourbank autocomplete" wrote these two lines.'

/** The lines that are added to what a shell reads at its start. */
export const addedLines = ({line}: StartLine): readonly string[] => [NOTE, line]

/** A file that is somebody else's is where a script belongs. */
export class NotOursError extends Error {
  readonly file: string

  constructor(file: string) {
    super(`not ours: ${file}`)
    this.file = file
  }
}

/** What has to change so that a shell completes: nothing, if it does already. @throws NotOursError */
export function planChanges({scripts, start}: Setup, script: string): readonly Change[] {
  const ofScripts = scripts.map((file): Change => {
    const found = contentOf(file)
    if (found !== undefined && !isOurs(found)) throw new NotOursError(file)
    return {file, what: found?.equals(Buffer.from(script)) ? 'unchanged' : 'written'}
  })
  return start === null ? ofScripts : [...ofScripts, planLine(start)]
}

/** A script of zsh says in its first line what it completes. */
const isOurs = (script: Buffer): boolean =>
  script
    .toString()
    .split('\n', 2)
    .some(line => line.startsWith(OURS))

/** By bytes: people write all kinds of things into these files. */
function planLine({file, line}: StartLine): Change {
  const lines = `\n${contentOf(file)?.toString('latin1') ?? ''}`.split(/\r?\n/)
  return {file, what: lines.includes(Buffer.from(line).toString('latin1')) ? 'unchanged' : 'line-added'}
}

/**
 * Makes the changes. To what the shell reads at its start two lines are added at its end: it may be a link to where
 * somebody keeps such files, which has to stay one.
 */
export function makeChanges(changes: readonly Change[], {start}: Setup, script: string): void {
  for (const {file, what} of changes) {
    if (what === 'unchanged') continue
    makeFolderDurably(dirname(file))
    if (what === 'written') writeDurably(file, script, 0o644)
    else if (start !== null) addLine(start)
  }
}

function addLine(start: StartLine): void {
  const {file} = start
  const content = contentOf(file)
  const isInLine = content !== undefined && content.length > 0 && content.at(-1) !== 0x0a
  onFile(file, () => appendFileSync(file, `${isInLine ? '\n' : ''}\n${addedLines(start).join('\n')}\n`))
}

function contentOf(file: string): Buffer | undefined {
  return onFile(file, () => {
    try {
      return readFileSync(file)
    } catch (cause) {
      if (codeOf(cause) === 'ENOENT') return undefined
      throw cause
    }
  })
}
