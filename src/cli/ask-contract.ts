import {parseDuration} from '../domain/duration-text.js'
import {parseFullDay} from '../domain/time-text.js'
import {askFor, askName} from './ask.js'

interface Answers {
  readonly id: string
  readonly customer: string
  readonly from: string
  readonly credit: string
}

/** Asks for what `contract add` needs and was not told. */
export async function askContract(
  said: {readonly [K in keyof Answers]?: string | undefined},
): Promise<Answers> {
  const customer = said.customer ?? (await askName("The customer's name"))
  const id = said.id ?? (await askName('Short name of the contract', slugOf(customer)))
  const from = said.from ?? (await askFor('First day (2026-01-31)', parseFullDay))
  const credit =
    said.credit ??
    (await askFor('Hours credited each month (10h)', text => keepText(text, parseDuration(text))))
  return {id, customer, from, credit}
}

const keepText = (text: string, result: ReturnType<typeof parseDuration>) =>
  result.ok ? ({ok: true, value: text} as const) : result

/** What the name would be as a short name: `Müller & Söhne GmbH` → `mueller-soehne`. */
function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\b(?:gmbh|ag|kg|ohg|ug|mbh|ltd|inc|e ?v)\b/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63)
}
