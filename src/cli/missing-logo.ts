import type {InvalidLogoError, NoLogoError} from '../statements/statement-errors.js'
import {explainFailure} from './explain-failure.js'

/** What is said where a closed month names a logo that is gone. */
export const missingLogoText = (error: NoLogoError | InvalidLogoError): string =>
  `! ${explainFailure(error).message} Statements that name it are printed without.`
