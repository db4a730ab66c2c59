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

/** Whether a name can be that of such a folder. */
export const isTimerFolder = (name: string): boolean => /^[0-9a-f]{16}$/.test(name)
