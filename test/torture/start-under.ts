import {type ChildProcess, spawn} from 'node:child_process'
import {type CommandLine, type Env, executable, type Program} from '../support/program.js'

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly process: ChildProcess
  readonly ended: Promise<Ended>
}

/** Starts the built program without waiting for it, under another program (such as strace) where one is named. */
export function startUnder(program: Program, under: CommandLine, args: CommandLine, env: Env = {}): Running {
  const [command = process.execPath, ...words] = [...under, process.execPath, executable, ...args]
  const child = spawn(command, words, {
    env: {...program.env, ...env},
    cwd: program.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({code, signal, stdout, stderr}))
  })
  return {process: child, ended}
}
