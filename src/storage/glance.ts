import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Profile} from '../domain/provider.js'
import type {Timer} from '../domain/timer.js'
import {TIMER_FILE, timerFolder} from './timer-place.js'

/**
 * The timer of somebody, for what has no time to open a store: nothing of the program is loaded for it and nothing is
 * checked, so it is good for a glance and no figure.
 *
 * @param store the folder of the store
 * @param ownerIn whose timer it is, by the profile
 * @throws whatever goes wrong, also where no timer runs
 */
export function glanceAtTimer(store: string, ownerIn: (profile: Profile) => string): Timer {
  const owner = ownerIn(readJson(join(store, 'store.json')) as Profile)
  return readJson(join(timerFolder(store, owner), TIMER_FILE)) as Timer
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
