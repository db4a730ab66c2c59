import {jsonText} from '../render/json-text.js'
import {line} from '../render/text.js'
import {explainFailure} from './explain-failure.js'
import {printOut} from './standard-output.js'

/**
 * Says what went wrong, the only place that does: as JSON on standard output, or in words on standard error, and sets
 * the exit code. Loaded only when something went wrong.
 */
export function reportFailure(error: unknown, asJson: boolean): void {
  const {exitCode, ...failure} = explainFailure(error)
  process.exitCode = exitCode
  if (asJson) {
    printOut(`${jsonText({error: failure})}\n`)
    return
  }
  const {message, hint, details} = failure
  process.stderr.write(`${line`Error: ${message}`}\n`)
  if (hint !== null) process.stderr.write(`${line`  ${hint}`}\n`)
  if (typeof details.stack === 'string') process.stderr.write(`${details.stack}\n`)
}
