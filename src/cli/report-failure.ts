import type {FaultError} from '../disk/fault.js'
import {jsonText} from '../render/json-text.js'
import {line} from '../render/text.js'
import {explainFailure, lostAnswer} from './explain-failure.js'
import type {Failure} from './failure.js'
import {printError} from './standard-error.js'
import {faultOfOutput, printOut} from './standard-output.js'

let isReported = false

/**
 * Says what went wrong, the only place that does: as JSON on standard output, or in words on standard error, and sets
 * the exit code. Loaded only when something went wrong.
 */
export function reportFailure(error: unknown, asJson: boolean): void {
  const {exitCode, ...failure} = explainFailure(error)
  isReported = true
  process.exitCode = exitCode
  if (asJson) printOut(`${jsonText({error: failure})}\n`)
  if (!asJson || faultOfOutput() !== undefined) tellFailure(failure, asJson)
}

/**
 * Says that a command has done its work and its answer is lost, on standard error, as standard output takes nothing. A
 * worse exit code stays; so does a failure, which was told already.
 */
export function reportLostAnswer(fault: FaultError, asJson: boolean): void {
  if (isReported) return
  const {exitCode, ...failure} = lostAnswer(fault)
  process.exitCode ||= exitCode
  tellFailure({...failure, message: asJson ? failure.message : `${failure.code}: ${failure.message}`}, asJson)
}

function tellFailure(failure: Omit<Failure, 'exitCode'>, asJson: boolean): void {
  if (asJson) {
    printError(`${jsonText({error: failure})}\n`)
    return
  }
  const {message, hint, details} = failure
  printError(`${line`Error: ${message}`}\n`)
  if (hint !== null) printError(`${line`  ${hint}`}\n`)
  if (typeof details.stack === 'string') printError(`${details.stack}\n`)
}
