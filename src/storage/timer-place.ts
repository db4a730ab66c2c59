import {join} from 'node:path'

export const TIMERS = 'timers'
export const TIMER_FILE = 'timer.json'

/**
 * The folder of a consultant's timer, named by a digest: no name that somebody chose becomes a path, and two that differ
 * in case alone stay apart where files do not.
 *
 * @param store the folder of the store
 */
export const timerFolder = (store: string, consultant: string): string =>
  join(store, TIMERS, digestOf(consultant))

/** Whether a name can be that of such a folder. */
export const isTimerFolder = (name: string): boolean => /^[0-9a-f]{16}$/.test(name)

/**
 * Two FNV-1a of 32 bits with factors of their own. Names have to be apart, not secret, and a timer says whose it is, so of
 * two equal digests the second would be refused. A cryptographic hash takes 6 ms to load, of the 35 that a prompt has.
 */
function digestOf(text: string): string {
  let one = 0x81_1c_9d_c5
  let other = 0x9d_c5_81_1c
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    one = Math.imul(one ^ unit, 0x01_00_01_93)
    other = Math.imul(other ^ unit, 0x85_eb_ca_6b)
  }
  return [one, other].map(half => (half >>> 0).toString(16).padStart(8, '0')).join('')
}
