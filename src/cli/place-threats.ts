import {placeThreatText} from '../locale/place-threats.js'
import type {PlaceThreat} from '../storage/defect.js'
import type {Store} from '../storage/store.js'

/** Tells what can happen to a store where it is; returns what JSON says of it, if there is anything. */
export async function tellThreats(
  store: Pick<Store, 'inspectPlace'>,
  tell: (text: string) => void,
): Promise<{readonly threats?: readonly PlaceThreat[]}> {
  const threats = await store.inspectPlace()
  for (const threat of threats) tell(`! ${placeThreatText(threat)}`)
  return threats.length > 0 ? {threats} : {}
}
