import type {Instant, Month} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {Duty} from '../domain/duty.js'
import type {Entry} from '../domain/entry.js'
import {escalationOf, followUpsOf, type RequestEvent, stateOf} from '../domain/request.js'
import type {ServiceReport} from '../domain/service-report.js'
import type {JudgedOutcome, JudgedRequest} from '../operations/requests.js'
import type {ContractReport} from '../operations/response-times.js'

/** A request with the work that was done for it. */
export interface RequestInFull extends JudgedRequest {
  readonly contract: ContractId
  /** Those that count. */
  readonly entries: readonly Entry[]
}

/** A request as scripts get it. */
export function ticketJson({contract, request, outcomes, entries}: RequestInFull) {
  const {number, subject, channel, requester, kind, priority, address, isEmergency} = request
  const escalation = escalationOf(request)
  return {
    ...{number, contract, subject, channel, requester, kind, priority, address, emergency: isEmergency},
    state: stateOf(request),
    level: escalation?.level ?? null,
    team: escalation?.team ?? null,
    followUps: followUpsOf(request),
    voided: request.voided !== null,
    events: request.events.map(eventJson),
    targets: outcomes.map(targetJson),
    workedMinutes: entries.reduce((sum, {workedMinutes}) => sum + workedMinutes, 0),
    chargedMinutes: entries.reduce((sum, {chargedMinutes}) => sum + chargedMinutes, 0),
    entries: entries.map(({id}) => id),
  }
}

const eventJson = ({id, kind, at, by, recordedAt, note, escalation, expected, voided}: RequestEvent) => ({
  ...{id, kind, at, by, recordedAt, note},
  level: escalation?.level ?? null,
  team: escalation?.team ?? null,
  reason: escalation?.reason ?? null,
  expected,
  voided: voided !== null,
})

const targetJson = ({
  event,
  withinMinutes,
  state,
  dueAt,
  decidedAt,
  elapsedSeconds,
  month,
}: JudgedOutcome) => ({...{event, withinMinutes, state, dueAt, decidedAt, elapsedSeconds, month}})

/** Who an escalation reaches. */
export const onDutyJson = ({team, level, isOnDuty, next}: Duty) => ({team, level, now: isOnDuty, from: next})

/** The support table of a contract at an instant. */
export const levelsJson = (contract: ContractId, at: Instant, duties: readonly Duty[]) => ({
  contract,
  at,
  levels: duties.map(({level, team, isOnDuty, next}) => ({level, team, onDuty: isOnDuty, next})),
})

/** Response times as scripts get them, and as they are on a statement. */
export const serviceReportJson = ({targets, misses, corrections}: ServiceReport) => ({
  targets: targets.map(
    ({event, channel, kind, priority, withinMinutes, met, missed, pending, percent, ...seconds}) => ({
      ...{event, channel, kind, priority, withinMinutes, met, missed, pending, percent},
      medianSeconds: seconds.medianSeconds,
      p95Seconds: seconds.p95Seconds,
      worstSeconds: seconds.worstSeconds,
    }),
  ),
  misses: misses.map(({ticket, event, dueAt, happenedAt, lateSeconds}) => ({
    ...{ticket, event, dueAt, happenedAt, lateSeconds},
  })),
  corrections: corrections.map(({ticket, event, month, from, to, dueAt, happenedAt}) => ({
    ...{ticket, event, month, from, to, dueAt, happenedAt},
  })),
})

/** The report of a contract's month. */
export const slaJson = (report: ContractReport) => ({
  ...{contract: report.contract, month: report.month as Month, status: report.status},
  ...serviceReportJson(report),
})
