import {join} from 'node:path'

export const TIMERS = 'timers'
export const TIMER_FILE = 'timer.json'

/**
 * The folder of a consultant's timer, named by a digest: no name that somebody chose becomes a path, and two that differ
 * in case alone stay apart where files do not.
 *
 * @param store the folder of the store
 */
export function timerFolder(store: string, consultant: string): string {
  const {createHash} = process.getBuiltinModule('node:crypto')
  return join(store, TIMERS, createHash('sha256').update(consultant).digest('hex').slice(0, 16))
}
