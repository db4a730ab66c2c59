import {dayOf} from '../domain/calendar.js'
import {formatDuration, MAX_MINUTES} from '../domain/minutes.js'
import {WHOLE_HISTORY} from '../domain/scope.js'
import {findBookedCredit, listCredits} from '../operations/list-credits.js'
import type {ChoiceQuestion} from './ask.js'
import {contractQuestion} from './ask-contract.js'
import {type Question, type Said, saidText} from './ask-missing.js'
import {personQuestion, reasonQuestion} from './ask-person.js'
import {chooseContracts, findAccount, findCredit} from './contracts.js'
import {RefusalError, UsageError} from './failure.js'
import {readAmount, readHours} from './text-values.js'

/** What `credit` asks for. */
export const creditQuestions: readonly Question[] = [
  contractQuestion('contract'),
  {
    name: 'duration',
    saidIn: ({words: [, ...words]}) => (words.length === 0 ? undefined : words.join(' ')),
    read: text => {
      const minutes = readHours(text) ?? 0
      if (minutes < 1)
        throw new RefusalError({kind: 'duration-out-of-range', minutes, min: 1, max: MAX_MINUTES})
    },
    ask: () => ({message: 'How much', example: '5h, 1:30 or 90m'}),
  },
  {
    name: 'kind',
    ask: () => ({
      message: 'Kind',
      choices: [
        {name: 'top-up: hours the customer bought', value: 'top-up'},
        {name: 'goodwill: hours that are given', value: 'goodwill'},
      ],
    }),
  },
  {
    name: 'price',
    // Who names the kind on the command line knows the flags, and a price is not necessary.
    isMissing: said => said.answers.get('kind') === 'top-up' && saidText(said, 'price') === undefined,
    read: readAmount,
    ask: () => ({message: 'Net price of all of it', example: '500 or 499.50', isOptional: true}),
  },
  reasonQuestion('What for (the statement shows it)'),
  personQuestion('Who books it'),
]

async function chooseCredit(said: Said): Promise<ChoiceQuestion> {
  const {store, now} = await said.context()
  const named = saidText(said, 'contract')
  const ids = await chooseContracts(store, named === undefined ? [] : [named])
  const accounts = await Promise.all(ids.map(id => findAccount(store, id, WHOLE_HISTORY)))
  const credits = accounts
    .flatMap(account => listCredits(account, dayOf(now)).map(each => ({...each, of: account.contract.id})))
    .filter(({credit}) => credit.voided === null)
    .reverse()
  if (credits.length === 0) throw new UsageError('NO_CREDITS', 'There is no credit that could be taken back.')
  return {
    message: 'Credit',
    choices: credits.map(({credit: {id, minutes, kind, reason}, bookedMonth, of}) => ({
      name: `${bookedMonth}  ${of}  ${formatDuration(minutes)}  ${kind}  ${reason}`,
      value: id,
    })),
  }
}

/** What `credit void` asks for. */
export const creditVoidQuestions: readonly Question[] = [
  {
    name: 'id',
    read: async (text, said) => {
      const {store} = await said.context()
      const {id, contract} = await findCredit(store, text, saidText(said, 'contract'))
      const booked = findBookedCredit(await findAccount(store, contract, {entryIds: [id]}), id)
      if (booked?.credit.voided) throw new RefusalError({kind: 'credit-already-voided', credit: id})
    },
    ask: chooseCredit,
  },
  reasonQuestion('Why is it taken back (only you read it)'),
  personQuestion('Who takes it back'),
]
