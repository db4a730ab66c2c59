import {dayIn, dayOf} from '../domain/calendar.js'
import {type Contract, type Customer, LOCALES} from '../domain/contract.js'
import {CONTRACT_ID_PATTERN, contractIdFrom} from '../domain/contract-id.js'
import {MAX_NAME_LENGTH} from '../domain/entry.js'
import {type ToldField, tellCustomer} from '../locale/customer.js'
import {endContract, refuseAmendment, refuseRemoval} from '../operations/change-contract.js'
import {readBalance} from '../operations/read-balance.js'
import {standingOf} from '../render/receipt.js'
import type {Choice, ChoiceQuestion} from './ask.js'
import {contractIn, type Question, type Said, saidText} from './ask-missing.js'
import {confirmationQuestion} from './confirmation.js'
import {authorship, type Context} from './context.js'
import {findAccount, findContract} from './contracts.js'
import {CUSTOMER_FLAGS, customerFrom} from './customer-flags.js'
import {accepted, RefusalError, UsageError} from './failure.js'
import {termsFlags, termsFrom} from './terms-flags.js'
import {readAmount, readFullDay, readHours, readMonth, readPercent, readText} from './text-values.js'

/** Which contract, chosen from all there are. */
export const contractQuestion = (name: string): Question => ({
  name,
  read: async (text, {context}) => findContract((await context()).store, text),
  ask: async ({context}) => chooseContract(await context()),
})

/** Which contract, chosen from those that have a tariff for call-outs. */
export const callOutContractQuestion = (name: string): Question => ({
  name,
  read: async (text, {context}) => {
    const contract = await findContract((await context()).store, text)
    if (!hasCallOuts(contract)) throw new RefusalError({kind: 'no-emergency-service', contract: contract.id})
  },
  ask: async ({context}) => {
    const {choices, ...question} = await chooseContract(await context(), hasCallOuts)
    if (choices.length > 0) return {...question, choices}
    const hint = 'Agree on a tariff with: hourbank contract amend'
    throw new UsageError('NO_CONTRACTS', 'No contract has an emergency service.', hint)
  },
})

const hasCallOuts = ({terms}: Contract): boolean => terms.some(({emergency}) => emergency)

/** One of the contracts that fit, which may be none. */
export async function chooseContract(
  context: Context,
  fits: (contract: Contract) => boolean | Promise<boolean> = () => true,
): Promise<ChoiceQuestion> {
  const {store} = context
  const ids = await store.listContracts()
  if (ids.length === 0) {
    throw new UsageError('NO_CONTRACTS', 'There is no contract yet.', 'Open one with: hourbank contract add')
  }
  const read = await Promise.all(ids.map(id => store.readContract(id)))
  const contracts = read.filter(contract => contract !== undefined)
  const isFitting = await Promise.all(contracts.map(fits))
  return {
    message: 'Contract',
    choices: contracts.filter((_, index) => isFitting[index]).map(contract => choiceOf(contract, context)),
  }
}

const choiceOf = ({id, customer}: Contract, context: Context): Choice => ({
  ...{name: `${id}  ${customer.name}`, value: id},
  detail: () => standingOfContract(id, context),
})

/** What is left on an account; nothing of one that cannot be read, which whoever chooses it is told. */
async function standingOfContract(id: string, {store, now}: Context): Promise<string> {
  try {
    const account = await findAccount(store, id)
    return `· ${standingOf(readBalance(account, dayIn(now, account.contract.timezone)))}`
  } catch {
    return ''
  }
}

const LEGAL_FORM = /(?<=\s)(?:gmbh|ag|kg|ohg|ug|mbh|ltd|inc|e\.?\s?v)\.?(?=\s|$)/gi

/** What the name would be as a short name: `Müller & Söhne GmbH` → `mueller-soehne`; undefined if it cannot be one. */
const idFor = (customer: string) => contractIdFrom(customer.replace(LEGAL_FORM, ''))

const isNotInFile = (name: string) => (said: Said) =>
  saidText(said, 'file') === undefined && saidText(said, name) === undefined

/** What is never asked for, but read before anything is, where somebody said it. */
const readFirst = (name: string, read: (text: string) => unknown): Question => ({
  name,
  isMissing: () => false,
  read,
  ask: () => ({message: name}),
})

/** What `contract add` asks for. */
export const newContractQuestions: readonly Question[] = [
  readFirst('cap', readHours),
  readFirst('overdraft', readHours),
  readFirst('rate', readAmount),
  readFirst('vat', readPercent),
  {
    name: 'customer',
    isMissing: isNotInFile('customer'),
    read: text => readText('The name', text, MAX_NAME_LENGTH),
    ask: () => ({message: "The customer's name"}),
  },
  {
    name: 'id',
    isMissing: isNotInFile('id'),
    read: async (text, {context}) => {
      if (!CONTRACT_ID_PATTERN.test(text))
        throw new RefusalError({kind: 'invalid-id', value: text, what: 'contract'})
      const isThere = await (await context()).store.hasContract(text)
      if (isThere) throw new RefusalError({kind: 'contract-exists', contract: text})
    },
    ask: said => {
      const fallback = idFor(saidText(said, 'customer') ?? '')
      const message = 'Short name of the contract'
      return fallback === undefined ? {message, example: 'acme'} : {message, fallback}
    },
  },
  {
    name: 'from',
    isMissing: isNotInFile('from'),
    read: async (text, {context}) => readFullDay(text, dayOf((await context()).now)),
    ask: () => ({message: 'First day', example: '2026-01-31 or 31.1.2026'}),
  },
  {
    name: 'credit',
    isMissing: said => isNotInFile('credit')(said) && saidText(said, 'tariff') === undefined,
    read: readHours,
    ask: () => ({message: 'Hours credited each month', example: '10h or 7:30; 0 is pay-as-you-go'}),
  },
]

/** The terms that are asked for, one of them, where none is named. */
const TERMS = {
  credit: {message: 'Hours credited each month', example: '10h or 7:30'},
  cap: {message: 'Most that is carried into the next month', example: '15h'},
  overdraft: {message: 'How far below zero the account may go', example: '5h'},
  rate: {message: 'Net price of an hour of overage', example: '120 or 99.50'},
  vat: {message: 'Value-added tax in percent', example: '19'},
} as const

const namesTerms = ({flags}: Said): boolean =>
  ['file', ...Object.keys(termsFlags)].some(name => name in flags)

/** What `contract amend` asks for. */
export const amendmentQuestions: readonly Question[] = [
  contractQuestion('id'),
  {
    name: 'from',
    needs: ['id'],
    read: async (text, {args, context}) => {
      const {store, now} = await context()
      const account = await findAccount(store, String(args.id))
      const refusal = refuseAmendment(account, await readMonth(text, now, account.contract))
      if (refusal !== null) throw new RefusalError(refusal)
    },
    ask: () => ({message: 'First month that the new terms hold in', example: '2027-01 or jan'}),
  },
  {
    name: 'term',
    isMissing: said => !namesTerms(said),
    ask: () => ({
      message: 'What changes',
      choices: Object.entries(TERMS).map(([value, {message}]) => ({name: message, value})),
    }),
    asTyped: () => [], // the value that is asked for next says which
  },
  ...Object.entries(TERMS).map(
    ([name, question]): Question => ({
      name,
      isMissing: ({answers}) => answers.get('term') === name,
      read: text => termsFrom({[name]: text}, {}),
      ask: () => question,
    }),
  ),
]

const namesCustomer = ({flags}: Said): boolean => Object.values(CUSTOMER_FLAGS).some(name => name in flags)

const customerIn = async (said: Said): Promise<readonly ToldField[]> =>
  tellCustomer((await contractIn(said, 'id')).customer)

/** One thing that is said of the customer, as it is now, to be edited. */
const customerQuestion = (field: keyof Customer): Question => {
  const name = CUSTOMER_FLAGS[field]
  const isList = field === 'address' || field === 'contacts'
  return {
    name,
    needs: ['id'],
    isMissing: ({answers}) => answers.get('field') === name,
    isEmptySaid: true,
    read: text => customerFrom({[name]: isList ? [text] : text}),
    ask: async said => {
      const {label = '', text = ''} = (await customerIn(said)).find(each => each.field === field) ?? {}
      if (field === 'locale') return {message: 'Language of statements', choices: languagesFrom(text)}
      const message = isList ? `${label}, with semicolons between` : label
      return {message, before: text, isEmptyRead: true}
    },
  }
}

/** The languages there are, the present one first. */
const languagesFrom = (present: string): readonly Choice[] =>
  LOCALES.toSorted((a, b) => Number(b === present) - Number(a === present)).map(locale => ({
    name: locale,
    value: locale,
  }))

/** What `contract edit` asks for. */
export const editQuestions: readonly Question[] = [
  contractQuestion('id'),
  {
    name: 'field',
    needs: ['id'],
    isMissing: said => !namesCustomer(said),
    ask: async said => ({
      message: 'What changes',
      choices: (await customerIn(said)).map(({field, label, text}) => ({
        name: text === '' ? label : `${label}  ${text}`,
        value: CUSTOMER_FLAGS[field],
      })),
    }),
    asTyped: () => [], // the value that is asked for next says which
  },
  ...(Object.keys(CUSTOMER_FLAGS) as readonly (keyof Customer)[]).map(customerQuestion),
]

/** What `contract end` asks for. */
export const endQuestions: readonly Question[] = [
  contractQuestion('id'),
  {
    name: 'on',
    needs: ['id'],
    read: async (text, {args, context}) => {
      const asked = await context()
      const {store, now} = asked
      const on = await readFullDay(text, dayOf(now))
      accepted(endContract(await findAccount(store, String(args.id)), on, authorship(asked)))
    },
    ask: () => ({message: 'Last day that is covered', example: '2026-12-31 or 31.12.2026'}),
  },
]

/** What `contract remove` asks for. */
export const removalQuestions: readonly Question[] = [
  {
    name: 'id',
    read: async (text, {context}) => {
      const refusal = refuseRemoval(await findAccount((await context()).store, text))
      if (refusal !== null) throw new RefusalError(refusal)
    },
    ask: async ({context}) => {
      const {store} = await context()
      const isUnused = async ({id}: Contract) => refuseRemoval(await findAccount(store, id)) === null
      const {choices, ...question} = await chooseContract(await context(), isUnused)
      if (choices.length > 0) return {...question, choices}
      const hint = 'A used one is ended with: hourbank contract end'
      throw new UsageError('NO_CONTRACTS', 'Every contract has been used.', hint)
    },
  },
  confirmationQuestion(['id'], async said => {
    const {id, customer} = await contractIn(said, 'id')
    return {
      message: `Remove ${id} (${customer.name}) with its terms?`,
      ...{yes: 'Yes, remove it', no: 'No, keep it', isYesFirst: false},
    }
  }),
]
