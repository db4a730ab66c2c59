import {SETTING_KEYS} from '../cli/setting-keys.js'
import {addMonths, type Month} from '../domain/calendar.js'
import {CAUSES, CHANNELS, type ContractId, ENTRY_CLASSES, LOCALES} from '../domain/contract.js'
import {BUILT_IN_TARIFFS, type Tariff} from '../tariffs/tariffs.js'
import type {KnownArg, KnownFlag} from './command-table.js'
import type {KnownNames} from './known-names.js'
import {SHELLS} from './shells.js'
import {plain, type Suggestion} from './suggestion.js'

/** What values are suggested from. */
export interface Surroundings {
  readonly names: KnownNames
  /** The month that it is. */
  readonly month: () => Month
  /** The contract that the command line names. */
  readonly contract: ContractId | undefined
  /** What stands for the other arguments. */
  readonly said: readonly string[]
}

/** The suggestions for a value, or that it is the name of a file. */
export type Values = (surroundings: Surroundings) => readonly Suggestion[] | 'files'

const channels: Values = () => plain(CHANNELS)
const classes: Values = () => plain(ENTRY_CLASSES)
const causes: Values = () => plain(CAUSES)
const files: Values = () => 'files'
const contracts: Values = ({names}) => names.contracts()
const requesters: Values = ({names, contract}) => plain(names.requesters(contract))
const consultants: Values = ({names, contract}) => plain(names.consultants(contract))
const places: Values = ({names, contract}) => plain(['remote', ...names.places(contract)])
const tickets: Values = ({names, contract}) => names.tickets(contract)
const requests: Values = ({names, contract}) => names.requests(contract)
const entries: Values = ({names, contract}) => names.entries(contract)
const settingKeys: Values = () => plain(SETTING_KEYS)
const days: Values = () => plain(['today', 'yesterday'])
const tariffs: Values = ({names}) => [
  ...plain(names.tariffs()),
  ...Object.entries(BUILT_IN_TARIFFS).map(([value, tariff]) => ({value, about: (tariff as Tariff).summary})),
]

const MONTH_NAMES = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]
const MONTHS_OF_A_YEAR = 12

const monthNameOf = (month: Month): string => MONTH_NAMES[Number(month.slice(5)) - 1] ?? ''
const aboutMonth = (month: Month): string => `${monthNameOf(month)} ${month.slice(0, 4)}`

/** Month by month away from this one: by words and names, which mean the latest such month, and by number. */
const pastMonths: Values = ({month}) => {
  const current = month()
  const months = Array.from({length: MONTHS_OF_A_YEAR}, (_, count) => addMonths(current, -count))
  return [
    ...['this', 'last'].map((value, count) => ({value, about: aboutMonth(addMonths(current, -count))})),
    ...months.map(each => ({value: monthNameOf(each).toLowerCase(), about: aboutMonth(each)})),
    ...months.map(each => ({value: each, about: aboutMonth(each)})),
  ]
}

const comingMonths: Values = ({month}) => {
  const current = month()
  const months = Array.from({length: MONTHS_OF_A_YEAR}, (_, count) => addMonths(current, count))
  return [
    ...['this', 'next'].map((value, count) => ({value, about: aboutMonth(addMonths(current, count))})),
    ...months.map(each => ({value: each, about: aboutMonth(each)})),
  ]
}

/** The value of a setting, by the key before it. */
const settingValues: Values = surroundings => {
  const values: Readonly<Record<string, Values>> = {
    ...{by: consultants, where: places, how: channels, cause: causes, logo: files},
    locale: () => plain(LOCALES),
  }
  const [key = ''] = surroundings.said
  return Object.hasOwn(values, key) ? (values[key]?.(surroundings) ?? []) : []
}

/** By command and flag where the name of the flag does not say it, else by the flag, else by what help calls its value. */
const OF_FLAGS: Readonly<Record<string, Values>> = {
  'contract amend --from': comingMonths,
  'entry move --from': contracts,
  ...{'--ticket': tickets, '--by': consultants, '--approved-by': consultants, '--for': requesters},
  ...{'--where': places, '--how': channels, '--class': classes, '--cause': causes, '--tariff': tariffs},
  ...{'entries --day': days, 'entries --from': days, 'entries --to': days},
  ...{ID: contracts, M: pastMonths, MONTH: pastMonths},
  ...{FILE: files, DIR: files, 'FILE|DIR': files, 'TERMS.json': files},
}

const OF_ARGS: Readonly<Record<string, Values>> = {
  'again number': () => [], // which of the last pieces of work, and no ticket
  'autocomplete shell': () => plain(SHELLS),
  'config set key': settingKeys,
  'config set value': settingValues,
  ...{
    'entry correct id': entries,
    'entry move id': entries,
    'entry show id': entries,
    'entry void id': entries,
  },
  ...{'contract amend id': contracts, 'contract edit id': contracts, 'contract end id': contracts},
  ...{'contract remove id': contracts, 'contract show id': contracts},
  ...{contract: contracts, file: files},
  number: requests,
}

/** What can stand after a flag; undefined: anything. */
export function valuesOfFlag(command: string, name: string, flag: KnownFlag): Values | undefined {
  if (flag.choices !== undefined) return ofChoices(flag.choices)
  return OF_FLAGS[`${command} --${name}`] ?? OF_FLAGS[`--${name}`] ?? OF_FLAGS[flag.value ?? '']
}

/** What can stand for an argument; undefined: anything. */
export function valuesOfArg(command: string, {name, choices}: KnownArg): Values | undefined {
  return choices === undefined ? (OF_ARGS[`${command} ${name}`] ?? OF_ARGS[name]) : ofChoices(choices)
}

const ofChoices =
  (choices: readonly string[]): Values =>
  () =>
    plain(choices)
