import {isWithin, weigh} from './bands.js'
import type {Instant} from './calendar.js'
import type {Charge} from './charge.js'
import type {Cause, CauseRule, EmergencyTariff, HoursTariff, MoneyTariff} from './contract.js'
import type {Rated, Work} from './entry.js'
import type {Step} from './explanation.js'
import type {Minutes} from './minutes.js'
import {priceOf, type VatPercent} from './money.js'
import {roundUpToUnits} from './units.js'

/**
 * What an emergency call-out costs (domain §6): the fee of the time it started, and the work beyond the minutes that
 * the fee includes, rounded up to started increments. The cause decides what of it is due; what is not is shown with 0.
 *
 * Settled in money it makes charges and leaves the hours alone; settled in hours it charges minutes.
 */
export function rateEmergency(work: IdentifiedWork, tariff: EmergencyTariff, vatPercent: VatPercent): Rated {
  const {includedMinutes} = tariff
  const rule = {callOut: true, work: true, includedMinutes, ...causeRuleOf(work.cause, tariff)}
  const beyond = Math.max(0, work.workedMinutes - rule.includedMinutes)
  const workMinutes = roundUpToUnits(beyond, {minutes: tariff.work.incrementMinutes, minimum: 0})
  const cost = {work, rule, workMinutes}
  return tariff.settle === 'money' ? inMoney(cost, tariff, vatPercent) : inHours(cost, tariff)
}

/** What a call-out's price depends on; a quote has no entry yet. */
type IdentifiedWork = Pick<Work, 'start' | 'workedMinutes' | 'cause'> & {readonly id: string | null}

interface CallOut {
  readonly work: IdentifiedWork
  readonly rule: CauseRule
  /** Beyond the included minutes, rounded. */
  readonly workMinutes: Minutes
}

/**
 * What a cause changes, undefined if nothing. The provider's own fault is free where the tariff says nothing of it
 * (domain §5.2). A tariff that says something of it takes back only what it names, as for every cause: `{work: false}`
 * leaves the fee due. A cause that nobody said counts as the customer's.
 */
export function causeRuleOf(cause: Cause | null, {causes}: EmergencyTariff): Partial<CauseRule> | undefined {
  const said = causes[cause ?? 'customer']
  if (said !== undefined && Object.keys(said).length > 0) return said
  return cause === 'provider' ? {callOut: false, work: false} : undefined
}

function inMoney(cost: CallOut, tariff: MoneyTariff, vatPercent: VatPercent): Rated {
  const {work, rule, workMinutes} = cost
  const {rateCents, perMinutes} = tariff.work
  const feeCents = feeAt(work.start, tariff)
  const common = {vatPercent, entry: work.id}
  const fee: Charge = {
    kind: 'call-out',
    quantityMinutes: null,
    unitPriceCents: feeCents,
    perMinutes: null,
    netCents: rule.callOut ? feeCents : 0,
    ...common,
  }
  const labour: Charge = {
    kind: 'work',
    quantityMinutes: workMinutes,
    unitPriceCents: rateCents,
    perMinutes,
    netCents: rule.work ? priceOf(workMinutes, rateCents, perMinutes) : 0,
    ...common,
  }
  return {
    chargedMinutes: 0,
    charges: workMinutes > 0 ? [fee, labour] : [fee],
    explanation: [...stepsOf(cost, tariff), {rule: 'settled-in-money', minutes: 0}],
  }
}

function inHours(cost: CallOut, tariff: HoursTariff): Rated {
  const {factor} = tariff.work
  const feeMinutes = cost.rule.callOut ? feeAt(cost.work.start, tariff) : 0
  const workMinutes = cost.rule.work ? cost.workMinutes : 0
  const chargedMinutes = feeMinutes + weigh([{minutes: workMinutes, factor}])
  const step: Step = {rule: 'settled-in-hours', feeMinutes, workMinutes, factor, minutes: chargedMinutes}
  return {chargedMinutes, charges: [], explanation: [...stepsOf(cost, tariff), step]}
}

function stepsOf(
  {work, rule, workMinutes}: CallOut,
  {work: {incrementMinutes}}: EmergencyTariff,
): readonly Step[] {
  const {workedMinutes, cause} = work
  const {includedMinutes} = rule
  return [
    {rule: 'class', class: 'emergency', activity: null, minutes: workedMinutes},
    {rule: 'call-out-cause', cause, isFeeDue: rule.callOut, isWorkDue: rule.work, minutes: workedMinutes},
    {
      rule: 'call-out-work',
      workedMinutes,
      includedMinutes,
      unitMinutes: incrementMinutes,
      minutes: workMinutes,
    },
  ]
}

/** The fee of the band in which the call-out starts; on a public holiday as on any such day of the week. */
function feeAt(start: Instant, {callOut}: MoneyTariff | HoursTariff): number {
  if ('otherwiseFeeCents' in callOut) {
    return callOut.bands.find(band => isWithin(start, band))?.feeCents ?? callOut.otherwiseFeeCents
  }
  return callOut.bands.find(band => isWithin(start, band))?.feeMinutes ?? callOut.otherwiseFeeMinutes
}
