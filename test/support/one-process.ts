import {MessageChannel, type MessagePort, receiveMessageOnPort, Worker} from 'node:worker_threads'

export interface Command {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
}

export interface Answer {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

interface Caller {
  readonly port: MessagePort
  /** 1 as soon as there is an answer. */
  readonly signal: Int32Array<SharedArrayBuffer>
}

let caller: Caller | undefined

/**
 * Runs a command with the built program in the one process that answers all of a test file, and waits for the answer. It
 * starts with the first command and ends with the tests.
 * @param dist the folder of the built program
 */
export function askOneProcess(dist: string, command: Command): Answer {
  caller ??= startCaller(dist)
  const {port, signal} = caller
  Atomics.store(signal, 0, 0)
  port.postMessage(command)
  Atomics.wait(signal, 0, 0)
  const received = receiveMessageOnPort(port)
  if (received === undefined) throw new Error('the one process did not answer')
  return received.message
}

function startCaller(dist: string): Caller {
  const {port1, port2} = new MessageChannel()
  const signal = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const workerData = {port: port2, signal, dist}
  const file = new URL('one-process-caller.js', import.meta.url)
  new Worker(file, {workerData, transferList: [port2], execArgv: []}).unref()
  port1.unref()
  return {port: port1, signal}
}
