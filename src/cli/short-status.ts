import {type Instant, instantAt, parseInstant} from '../domain/calendar.js'
import {findConsultant} from '../domain/consultants.js'
import {CONTRACT_ID_PATTERN} from '../domain/contract-id.js'
import {timerLine} from '../render/timer-line.js'
import {glanceAtTimer} from '../storage/glance.js'
import {usualStore} from './usual-store.js'

/**
 * `status --short` for the prompt of a shell, which asks before every line: it is answered before anything else of the
 * program loads, and what loads here is all that it takes. So nothing is checked by a schema; what is not as it should be
 * is no timer, and `status` and `verify` say what is wrong with it.
 *
 * @returns the line, which is empty where no timer runs; undefined where the whole program has to answer
 */
export function shortStatus(args: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  const said = saidIn(args)
  if (said === undefined) return undefined
  const store = said.store || env.HOURBANK_STORE || usualStore(env)
  if (store.includes('://')) return undefined // no folder
  try {
    return lineOf(store, said.by || env.HOURBANK_BY || null, env)
  } catch {
    return ''
  }
}

interface SaidShort {
  readonly store?: string
  readonly by?: string
}

/** The flags that can be understood here; undefined where there are others. */
function saidIn(args: readonly string[]): SaidShort | undefined {
  const [first, second, ...rest] = args
  if (first === undefined) return {}
  if (first === '--short') return saidIn(args.slice(1))
  const [, name, value] = /^--(store|by)(?:=(.*))?$/s.exec(first) ?? []
  if (name === undefined || (value === undefined && second === undefined)) return undefined
  const others = saidIn(value === undefined ? rest : args.slice(1))
  return others && {[name]: value ?? second, ...others}
}

function lineOf(store: string, by: string | null, env: NodeJS.ProcessEnv): string {
  const timer = glanceAtTimer(store, ({consultants, defaults}) => {
    const found = findConsultant(consultants ?? [], (by ?? defaults.by ?? '').trim())
    return found.ok ? found.value : ''
  })
  return CONTRACT_ID_PATTERN.test(timer.contract) ? timerLine(timer, clockOf(env)) : ''
}

const clockOf = ({HOURBANK_NOW: said}: NodeJS.ProcessEnv): Instant =>
  (said ? parseInstant(said) : undefined) ?? instantAt(Date.now(), 'UTC')
