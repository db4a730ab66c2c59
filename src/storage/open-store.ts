import {FileStore} from './files/file-store.js'
import type {MigrationObserver, Store} from './store.js'
import {isDatabase} from './store-url.js'

/**
 * The store at a place, whether it is made already or not. The one function that knows which adapters there are: each
 * has a line here and a folder beside this file.
 *
 * @param place a folder, or the URL of a PostgreSQL database
 * @param waitSeconds how long a writer waits for another one, 0 or more
 * @param observer who is told if a writer has to bring the store to today's format
 */
export async function openStore(
  place: string,
  waitSeconds: number,
  observer?: MigrationObserver,
): Promise<Store> {
  if (isDatabase(place)) {
    const {PostgresStore} = await import('./postgres/postgres-store.js')
    return new PostgresStore(place, waitSeconds, observer)
  }
  return new FileStore(place, waitSeconds, observer)
}
