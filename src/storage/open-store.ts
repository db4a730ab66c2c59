import {FileStore} from './files/file-store.js'
import type {Store} from './store.js'

/**
 * The store at a place, whether it is made already or not. The one function that knows which adapters there are: each
 * has a line here and a folder beside this file.
 *
 * @param place a folder
 * @param waitSeconds how long a writer waits for another one, 0 or more
 */
export async function openStore(place: string, waitSeconds: number): Promise<Store> {
  return new FileStore(place, waitSeconds)
}
