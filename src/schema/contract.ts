import * as v from 'valibot'
import {isStillTimeZone, isTimeZone, type Month, monthOf} from '../domain/calendar.js'
import {
  type Changes,
  type Contract,
  serviceZonesOf,
  type Terms,
  termsIn,
  type WeeklyHours,
  wholeChanges,
} from '../domain/contract.js'
import {CONTRACT_ID_PATTERN} from '../domain/contract-id.js'
import type {HolidayRegion} from '../domain/holidays.js'
import type {PageFormat} from '../domain/page.js'
import {BEYOND} from '../domain/policies.js'
import type {Defaults} from '../domain/provider.js'
import {type FieldProblem, ok, type RefusalOf, type Result, refuse} from '../domain/refusal.js'
import {recordIn} from './grown.js'
import {
  closingTextSchema,
  currencySchema,
  daySchema,
  isCurrency,
  localeSchema,
  monthSchema,
  nameSchema,
  nullableName,
  timezoneSchema,
} from './parts.js'
import {problemsOf} from './problems.js'
import {asked, changedTerms, changesSchema, type Fill, filled, initialTerms, storedTerms} from './terms.js'

export const contractIdSchema = v.pipe(
  v.string(),
  v.regex(
    CONTRACT_ID_PATTERN,
    'small letters, digits and hyphens, at most 63, beginning with a letter or digit, and no name that a system reserves',
  ),
)

const customerOfFormat1 = (detail: Fill) => ({
  name: nameSchema,
  number: detail(nullableName, null),
  address: detail(v.array(nameSchema), []),
  email: detail(nullableName, null),
  locale: detail(localeSchema, 'de'),
  contacts: detail(v.array(nameSchema), []),
})
const customerSinceFormat2 = (detail: Fill) => ({closingText: detail(closingTextSchema, null)})

/** A customer as a closed page of this format keeps it: complete, whatever is usual today. */
export const customerIn = (format: PageFormat) =>
  recordIn(format)({
    fields: customerOfFormat1(asked),
    later: customerSinceFormat2(asked),
    before: () => ({closingText: null}),
  })

const amendmentSchema = v.strictObject({from: monthSchema, ...changedTerms}) as v.GenericSchema<
  unknown,
  {readonly from: Month} & Changes
>

const contractBy = (termsAtStart: v.GenericSchema<unknown, {readonly from?: Month} & Terms>) =>
  v.strictObject({
    id: contractIdSchema,
    customer: v.strictObject({...customerOfFormat1(filled), ...customerSinceFormat2(filled)}),
    from: daySchema,
    to: v.optional(v.nullable(daySchema), null),
    timezone: v.optional(timezoneSchema, 'Europe/Berlin'),
    currency: v.optional(currencySchema, 'EUR'),
    terms: v.optional(v.tupleWithRest([termsAtStart], amendmentSchema), [{}]),
  })

/** A contract as JSON: what `contract add --file` takes, and what `contract show --json` prints. */
export const contractSchema = contractBy(
  v.strictObject({from: v.exactOptional(monthSchema), ...initialTerms}),
)

/** A contract as the store keeps it: its first terms are complete, so that none of them follows what is usual today. */
const storedContractSchema = contractBy(v.strictObject({from: monthSchema, ...storedTerms}))

/** What a contract says where its file is silent: those of the profile. */
export type ContractDefaults = Pick<Defaults, 'timezone' | 'currency' | 'locale' | 'country' | 'state'>

/** A contract, or every problem of what was read, named by its path. */
type ContractResult = Result<Contract, RefusalOf<'invalid-terms'>>

/**
 * Reads a contract that somebody wrote.
 * @param json as parsed from a file
 */
export function parseNewContract(json: unknown, defaults: ContractDefaults): ContractResult {
  const parsed = parseBy(contractSchema, withDefaults(json, defaults))
  if (!parsed.ok) return parsed
  const {currency} = parsed.value
  const problems = [...zoneProblemsOf(parsed.value, isTimeZone)]
  if (!isCurrency(currency))
    problems.push({path: 'currency', message: `${currency} is not a currency with two decimals such as EUR`})
  return problems.length === 0 ? parsed : refuse({kind: 'invalid-terms', problems})
}

/** Reads terms that somebody wrote to change some of a contract's. */
export function parseChanges(json: unknown): Result<Changes, RefusalOf<'invalid-terms'>> {
  const parsed = v.safeParse(changesSchema, json)
  const problems = parsed.success ? zoneProblemsIn(parsed.output, '', isTimeZone) : problemsOf(parsed.issues)
  return parsed.success && problems.length === 0
    ? ok(parsed.output)
    : refuse({kind: 'invalid-terms', problems})
}

/** Time zones of a contract that do not exist: its own, and those of clocks and support levels. */
function zoneProblemsOf(
  {timezone, terms}: Contract,
  isZone: (name: string) => boolean,
): readonly FieldProblem[] {
  const own = isZone(timezone) ? [] : [zoneProblem('timezone', timezone)]
  return [...own, ...terms.flatMap((each, index) => zoneProblemsIn(each, `terms[${index}].`, isZone))]
}

const zoneProblemsIn = (
  {sla}: Pick<Changes, 'sla'>,
  prefix: string,
  isZone: (name: string) => boolean,
): readonly FieldProblem[] =>
  serviceZonesOf(sla ?? null)
    .filter(({timezone}) => !isZone(timezone))
    .map(({timezone, path}) => zoneProblem(`${prefix}${path}.timezone`, timezone))

const zoneProblem = (path: string, timezone: string): FieldProblem => ({
  path,
  message: `${timezone} is not a time zone such as Europe/Berlin`,
})

/** Reads a contract that this program wrote, whose terms are complete. */
export function parseContract(json: unknown): ContractResult {
  const parsed = parseBy(storedContractSchema, json)
  const problems = parsed.ok ? zoneProblemsOf(parsed.value, isStillTimeZone) : []
  return problems.length === 0 ? parsed : refuse({kind: 'invalid-terms', problems})
}

function parseBy(schema: typeof contractSchema, json: unknown): ContractResult {
  const parsed = v.safeParse(schema, json)
  if (!parsed.success) return refuse({kind: 'invalid-terms', problems: problemsOf(parsed.issues)})
  const {terms, ...rest} = parsed.output
  const [{from, ...initial}, ...amendments] = terms
  const start: Contract = {...rest, terms: [{from: from ?? monthOf(rest.from), ...initial}]}
  const contract = amendments.reduce(withAmendment, start)
  const problems = contradictionsIn(contract)
  return problems.length === 0 ? ok(contract) : refuse({kind: 'invalid-terms', problems})
}

/** The contract with one more amendment, of which each term is whole then, whatever it left out. */
function withAmendment(contract: Contract, {from, ...changes}: {readonly from: Month} & Changes): Contract {
  const [initial, ...before] = contract.terms
  return {...contract, terms: [initial, ...before, {from, ...wholeChanges(changes, termsIn(contract, from))}]}
}

function withDefaults(
  json: unknown,
  {timezone, currency, locale, country, state}: ContractDefaults,
): unknown {
  if (!isRecord(json)) return json
  const {customer, terms} = json
  const region = country === null ? null : {country, state}
  return {
    ...{timezone, currency},
    ...json,
    ...(isRecord(customer) ? {customer: {locale, ...customer}} : {}),
    ...(Array.isArray(terms) && region !== null ? {terms: terms.map(each => withRegion(each, region))} : {}),
  }
}

/** Terms with a factor for holidays that do not say whose: those of the profile. */
function withRegion(terms: unknown, holidays: HolidayRegion): unknown {
  if (!isRecord(terms) || !isRecord(terms.bands)) return terms
  const {bands} = terms
  return isRecord(bands.holiday) && bands.holidays === undefined
    ? {...terms, bands: {...bands, holidays}}
    : terms
}

const isRecord = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

/** What each field allows and the fields together do not. */
export function contradictionsIn(contract: Contract): readonly FieldProblem[] {
  const [initial] = contract.terms
  const problems: FieldProblem[] = []
  if (contract.to !== null && contract.to < contract.from) {
    problems.push({path: 'to', message: `${contract.to} is before the contract's start on ${contract.from}`})
  }
  if (initial.from !== monthOf(contract.from)) {
    const month = monthOf(contract.from)
    problems.push({
      path: 'terms[0].from',
      message: `${initial.from} is not the month the contract starts in, ${month}`,
    })
  }
  contract.terms.forEach(({from}, index) => {
    const before = contract.terms[index - 1]?.from
    if (before !== undefined && from <= before) {
      problems.push({
        path: `terms[${index}].from`,
        message: `${from} does not come after ${before}, the terms before it`,
      })
    }
    problems.push(...bandProblemsIn(contract.terms[index] ?? {}, `terms[${index}]`))
    const {overdraft, rateCents} = termsIn(contract, from)
    if (BEYOND[overdraft.beyond].isBilled && rateCents === 0) {
      const message = `overdraft.beyond is "${overdraft.beyond}", so an hour of overage needs a price (--rate)`
      problems.push({path: `terms[${index}].rateCents`, message})
    }
  })
  return problems
}

/** Bands that overlap: which of them counts would depend on their order, which nobody reads. */
export function bandProblemsIn({bands, emergency}: Partial<Terms>, path: string): readonly FieldProblem[] {
  return [
    ...overlapsIn(bands?.list ?? [], `${path}.bands.list`),
    ...overlapsIn(emergency?.callOut.bands ?? [], `${path}.emergency.callOut.bands`),
  ]
}

function overlapsIn(list: readonly WeeklyHours[], path: string): readonly FieldProblem[] {
  return list.flatMap((band, index) => {
    const earlier = list
      .slice(0, index)
      .findIndex(
        other =>
          other.days.some(day => band.days.includes(day)) && other.from < band.to && band.from < other.to,
      )
    if (earlier < 0) return []
    const message = `${band.from}–${band.to} overlaps with ${path.split('.').at(-1)}[${earlier}] on the same day`
    return [{path: `${path}[${index}]`, message}]
  })
}
