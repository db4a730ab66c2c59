import type {Duty} from '../domain/duty.js'
import type {Escalation, Request} from '../domain/request.js'
import {formatMoment} from './formats.js'
import type {Words} from './words.js'

/** What a customer can be told of an escalation: why, and what happens next, in the customer's language. */
export function escalationMessage(
  {number, subject}: Pick<Request, 'number' | 'subject'>,
  {team, reason}: Escalation,
  {isOnDuty, next}: Pick<Duty, 'isOnDuty' | 'next'>,
  words: Words,
): string {
  const {greeting, passedOn, because, onDuty, next: nextOnDuty, same} = words.escalation
  const request = subject === '' ? number : `${number} (${subject})`
  return [
    greeting,
    '',
    passedOn(request, team, because[reason]),
    ...(isOnDuty ? [onDuty] : next === null ? [] : [nextOnDuty(formatMoment(next, words))]),
    same,
  ].join('\n')
}
