import type {Day} from '../domain/calendar.js'
import {contractIdFrom} from '../domain/contract-id.js'
import {parseFullDay} from '../domain/day-text.js'
import {parseHours} from '../domain/duration-text.js'
import {ok, type Result} from '../domain/refusal.js'
import {writtenDates} from '../domain/written-dates.js'
import {askFor, askName} from './ask.js'

/** What `contract add` needs, as it was typed. */
export interface Answers {
  readonly id: string
  readonly customer: string
  readonly from: string
  readonly credit: string
}

/** What was typed so far. */
export type Said = {readonly [K in keyof Answers]?: string | undefined}

/** Asks for what `contract add` needs and was not told. */
export async function askContract(said: Said, today: Day): Promise<Answers> {
  const customer = said.customer ?? (await askName("The customer's name"))
  const id = said.id ?? (await askName('Short name of the contract', idFor(customer)))
  const from =
    said.from ??
    (await askFor('First day (2026-01-31)', text => parseFullDay(text, {today, dates: writtenDates})))
  const credit =
    said.credit ?? (await askFor('Hours credited each month (10h)', text => keepText(text, parseHours(text))))
  return {id, customer, from, credit}
}

const keepText = (text: string, result: Result<unknown>) => (result.ok ? ok(text) : result)

const LEGAL_FORM = /(?<=\s)(?:gmbh|ag|kg|ohg|ug|mbh|ltd|inc|e\.?\s?v)\.?(?=\s|$)/gi

/** What the name would be as a short name: `Müller & Söhne GmbH` → `mueller-soehne`; empty if it cannot be one. */
const idFor = (customer: string): string => contractIdFrom(customer.replace(LEGAL_FORM, '')) ?? ''
