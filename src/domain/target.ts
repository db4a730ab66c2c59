import type {Clock} from './clock.js'
import type {AgreedClock, Channel, ResponseTarget, ServiceLevels, Terms} from './contract.js'
import type {Minutes} from './minutes.js'
import type {RequestFacts} from './request.js'

export type TargetEvent = ResponseTarget['event']

/** In the order in which they are told. */
export const TARGET_EVENTS: readonly TargetEvent[] = [
  'acknowledged',
  'first-response',
  'call-back',
  'update',
  'resolved',
]

/** What identifies a target in a report: of two with the same names, the time. */
export interface TargetName {
  readonly event: TargetEvent
  readonly channel: Channel | null
  readonly kind: string | null
  readonly priority: string | null
  readonly withinMinutes: Minutes
}

/** A promise that a request was given. */
export interface Target extends TargetName {
  readonly clock: Clock
  /** Whether it holds for this request: not, where it came in through another address than the promise names. */
  readonly isPromised: boolean
}

type Asked = Pick<RequestFacts, 'channel' | 'kind' | 'priority' | 'address' | 'isEmergency'>

/** The agreed clock as one with a zone of its own. @param timezone the contract's */
export function clockOf(clock: AgreedClock, timezone: string): Clock {
  if (clock === 'always') return clock
  if (!('timezone' in clock)) return {timezone, hours: clock, holidays: null}
  return {timezone: clock.timezone, hours: clock.hours, holidays: clock.holidays ?? null}
}

/**
 * The targets of a request (domain §9): for each event the most specific one that fits, of equals the first; the
 * call-back of an emergency comes from the tariff, and holds whatever the address.
 *
 * @param terms those of the month in which it was received
 */
export function targetsOf(
  request: Asked,
  {sla, emergency}: Pick<Terms, 'sla' | 'emergency'>,
  timezone: string,
): readonly Target[] {
  return TARGET_EVENTS.flatMap(event => {
    const chosen = mostSpecific(sla?.targets ?? [], event, request)
    if (event === 'call-back')
      return callBackOf(request, emergency?.callBackMinutes ?? chosen?.withinMinutes ?? null)
    if (sla === null || chosen === undefined) return []
    const clock = clockOf(chosen.clock ?? sla.clock, timezone)
    return [{...nameOf(chosen), clock, isPromised: isAddressed(request, sla)}]
  })
}

/** How a target that was agreed is named in reports. */
export const nameOf = ({event, channel, kind, priority, withinMinutes}: ResponseTarget): TargetName => ({
  event,
  channel: channel ?? null,
  kind: kind ?? null,
  priority: priority ?? null,
  withinMinutes,
})

function callBackOf({isEmergency}: Asked, withinMinutes: Minutes | null): readonly Target[] {
  if (!isEmergency || withinMinutes === null) return []
  return [{...nameOf({event: 'call-back', withinMinutes}), clock: 'always', isPromised: true}]
}

const NAMED = ['channel', 'kind', 'priority'] as const

function mostSpecific(
  targets: readonly ResponseTarget[],
  event: TargetEvent,
  request: Asked,
): ResponseTarget | undefined {
  const fitting = targets
    .filter(target => target.event === event)
    .filter(target => NAMED.every(name => target[name] === undefined || target[name] === request[name]))
  const names = (target: ResponseTarget) => NAMED.filter(name => target[name] !== undefined).length
  return fitting.toSorted((a, b) => names(b) - names(a))[0]
}

/** Where an address is named, the promise holds for what came in through it, in whatever letters. */
const isAddressed = ({address}: Asked, sla: ServiceLevels): boolean =>
  sla.address === null || address?.toLowerCase() === sla.address.toLowerCase()
