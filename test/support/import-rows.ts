import type {ImportRecording} from '../../src/operations/import-entries.js'
import type {ImportRow} from '../../src/operations/known-rows.js'
import type {WorkRequest} from '../../src/operations/log-entry.js'
import {at, workOn} from './account-builder.js'

/** A row that says all but an id of its own. */
export const importRow = (
  start: string,
  minutes: number,
  more: Partial<WorkRequest> = {},
  row: Partial<Omit<ImportRow, 'request'>> = {},
): ImportRow => ({
  ...{id: null, formerIdentity: () => null, isDayOnly: false, namesConsultant: true, ...row},
  request: {...workOn(start, minutes, more), start: at(start)},
})

/** By nobody in particular, of a CSV file, row by row. */
export const importedOn = (now: string, more: Partial<ImportRecording> = {}): ImportRecording => ({
  ...{now: at(now), by: null, format: 'csv', isAllOrNothing: false},
  ...more,
})
