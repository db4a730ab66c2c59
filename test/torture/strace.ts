import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import type {CommandLine} from '../support/program.js'

/** The calls that read or change files, and those that make a change last. */
export const CALLS = [
  ...['openat', 'close', 'write', 'writev', 'pwrite64', 'pwritev', 'fsync', 'fdatasync', 'ftruncate'],
  ...[
    'rename',
    'renameat',
    'renameat2',
    'unlink',
    'unlinkat',
    'rmdir',
    'mkdir',
    'mkdirat',
    'chmod',
    'fchmod',
  ],
] as const

/** One call of a program: the `when`th of its name. */
export interface Call {
  readonly name: string
  readonly when: number
  /** As strace wrote it, with the paths of descriptors. */
  readonly line: string
}

export const MISSING_STRACE: string | null =
  process.platform !== 'linux'
    ? 'strace is for Linux'
    : spawnSync('strace', ['-qq', '-o', '/dev/null', '-e', 'inject=fsync:error=EIO', 'true']).status === 0
      ? null
      : 'strace is missing, or cannot make calls fail here'

/** To write the calls of the main thread, in which the program does all its work with files, to a file. */
export const tracing = (file: string): CommandLine => [
  ...['strace', '-qq', '-y', '-s', '64', '-o', file, '-e', `trace=${CALLS.join()}`, '-e', 'signal=none'],
]

export function tracedCalls(file: string): readonly Call[] {
  const counts = new Map<string, number>()
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.flatMap(line => {
    const [, name] = /^(\w+)\(/.exec(line) ?? []
    if (name === undefined) return []
    const when = (counts.get(name) ?? 0) + 1
    counts.set(name, when)
    return [{name, when, line}]
  })
}

/** What can happen to a call. */
export const FAULTS = ['kill', 'EIO', 'ENOSPC', 'EDQUOT'] as const
export type Fault = (typeof FAULTS)[number]

/** To kill the program at a call, or to let that call fail; what was hit is written to a file. */
export const injecting = (file: string, {name, when}: Call, fault: Fault): CommandLine => [
  ...['strace', '-qq', '-y', '-s', '64', '-o', file, '-e', `trace=${name}`, '-e', 'signal=none'],
  ...['-e', `inject=${name}:${fault === 'kill' ? 'signal=KILL' : `error=${fault}`}:when=${when}`],
]

/** The last call that was hit, as strace wrote it; undefined where none was. */
export function hitCall(file: string, fault: Fault, {when}: Call): string | undefined {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => /^\w+\(/.test(line))
  return fault === 'kill' ? lines[when - 1] : lines.find(line => line.includes('(INJECTED)'))
}

/** To write all calls that change files, with all that they write, to a file. */
export const recording = (file: string): CommandLine => [
  ...['strace', '-qq', '-y', '-s', '1000000000', '-o', file, '-e', `trace=${CALLS.join()}`],
  ...['-e', 'signal=none'],
]

/** The calls in such a file, one after the other: together they may be more than one text can hold. */
export function* recordedLines(file: string): Generator<string> {
  const bytes = readFileSync(file)
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0x0a, at)
    const next = end === -1 ? bytes.length : end
    yield bytes.toString('latin1', at, next)
    at = next + 1
  }
}
