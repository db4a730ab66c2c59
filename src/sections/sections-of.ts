import type {Statement} from '../domain/statement.js'
import type {Words} from '../locale/words.js'
import {chargesOf} from './charges.js'
import {glanceOf} from './glance.js'
import {lotsOf} from './lots.js'
import {movementsOf} from './movements.js'
import {type Remarks, remarksOf} from './remarks.js'
import {responseTimesOf} from './response-times.js'
import type {Figure, Section} from './section.js'
import {summaryOf} from './summary.js'

/** The parts of a statement that are figures and tables, in the order in which they are read (domain §10). */
export interface StatementSections {
  readonly glance: {readonly heading: string; readonly note: string; readonly figures: readonly Figure[]}
  readonly movements: Section
  readonly summary: Section
  readonly lots: Section
  readonly charges: Section
  readonly responseTimes: Section
  readonly remarks: Remarks
}

/** What table and paper draw, made once for both, in the language of `words`. */
export function sectionsOf(statement: Statement, words: Words): StatementSections {
  return {
    glance: {
      heading: words.statement.atAGlance,
      note: words.statement.hoursAndMinutes,
      figures: glanceOf(statement, words),
    },
    movements: movementsOf(statement, words),
    summary: summaryOf(statement, words),
    lots: lotsOf(statement, words),
    charges: chargesOf(statement, words),
    responseTimes: responseTimesOf(statement, words),
    remarks: remarksOf(statement, words),
  }
}
