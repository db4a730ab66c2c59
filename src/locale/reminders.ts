import {type Day, weekdayOf} from '../domain/calendar.js'
import {formatDuration} from '../domain/minutes.js'
import type {Reminder} from '../domain/reminder.js'
import {en} from './en.js'
import {formatDay, formatMonth} from './formats.js'

/** A reminder in English, a sentence. */
export function reminderText(reminder: Reminder): string {
  switch (reminder.kind) {
    case 'nothing-logged': {
      const {consultant, workingDays, since} = reminder
      const last = since === null ? '' : `, last on ${dayText(since)}`
      return `${consultant} has logged nothing for ${workingDays === 1 ? '1 working day' : `${workingDays} working days`}${last}.`
    }
    case 'alert': {
      const {contract, month, percent, usedPercent, since} = reminder
      return `${contract}: ${usedPercent}% of the hours of ${formatMonth(month, en)} are used, past the alert at ${percent}% since ${formatDay(since, en)}.`
    }
    case 'lapsing': {
      const {contract, minutes, on} = reminder
      return `${contract}: ${formatDuration(minutes)} lapse on ${dayText(on)} if they are not used.`
    }
    case 'ending':
      return `${reminder.contract}: the contract ends on ${dayText(reminder.on)}.`
  }
}

const dayText = (day: Day): string => `${en.weekdays[weekdayOf(day)]} ${formatDay(day, en)}`
