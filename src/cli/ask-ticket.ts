import {inZone, monthOf} from '../domain/calendar.js'
import {termsIn} from '../domain/contract.js'
import {ESCALATION_REASONS, receivedAt} from '../domain/request.js'
import {en} from '../locale/en.js'
import {formatMoment} from '../locale/formats.js'
import {terminal} from '../locale/terminal.js'
import {byUrgency, listRequests} from '../operations/list-requests.js'
import {neededForRequest} from '../operations/requests.js'
import type {ChoiceQuestion} from './ask.js'
import {contractQuestion} from './ask-contract.js'
import {type Question, type Said, saidText} from './ask-missing.js'
import {personQuestion, reasonQuestion} from './ask-person.js'
import {chooseContracts, readingAccount} from './contracts.js'
import {UsageError} from './failure.js'
import {readChunks} from './read-file.js'
import {contractsOfTicket, findTicket, ticketIn, timeReader} from './requests.js'

/** What `ticket open` asks for. */
export const newTicketQuestions: readonly Question[] = [
  contractQuestion('contract'),
  {
    name: 'subject',
    saidIn: ({words: [, ...words]}) => (words.length === 0 ? undefined : words.join(' ')),
    ask: () => ({message: 'What it is about, in the words of the customer'}),
  },
  personQuestion('Who records it'),
]

/** What `ticket import mbox` asks for. */
export const mailboxQuestions: readonly Question[] = [
  {
    name: 'file',
    read: path => {
      if (path !== '-') for (const _ of readChunks(path)) break
    },
    ask: () => ({message: 'The mailbox', example: 'support.mbox'}),
  },
  contractQuestion('contract'),
  personQuestion('Who records it'),
]

/** Which request: one of those that are not over, the most urgent first. */
async function chooseTicket(said: Said): Promise<ChoiceQuestion> {
  const {store, now} = await said.context()
  const named = saidText(said, 'contract')
  const ids = await chooseContracts(store, named === undefined ? [] : [named])
  const listed = await Promise.all(
    ids.map(id =>
      readingAccount(store, id, async read =>
        listRequests(await read(), 'live', now).map(judged => ({...judged, contract: id})),
      ),
    ),
  )
  const requests = listed.flat().toSorted(byUrgency)
  if (requests.length === 0) {
    throw new UsageError(
      'NO_REQUESTS',
      'There is no request that is not over.',
      'One that is over is named by its number, which "hourbank ticket list --all" lists.',
    )
  }
  return {
    message: terminal.request.request,
    choices: requests.map(({request, contract}) => ({
      name: `${request.number}  ${contract}  ${formatMoment(receivedAt(request), en)}  ${request.subject}`,
      value: `${request.number} ${contract}`,
      short: request.number,
    })),
  }
}

const ticketOf = async (said: Said) => {
  const {store, now} = await said.context()
  const number = saidText(said, 'number') ?? ''
  const id = await findTicket(store, number, saidText(said, 'contract'))
  return readingAccount(store, id, async read => {
    const account = await read(neededForRequest(number))
    return {account, ticket: ticketIn(account, number, now)}
  })
}

/** Which request, and of which contract where several have one of that number. */
const whichTicket: readonly Question[] = [
  {
    name: 'number',
    read: async (text, said) => {
      const {store} = await said.context()
      const [number = '', contract = saidText(said, 'contract')] = text.split(' ')
      if (contract !== undefined || (await contractsOfTicket(store, number)).length === 0)
        await findTicket(store, number, contract)
    },
    ask: chooseTicket,
    asTyped: answer => {
      const [number = '', contract = ''] = answer.split(' ')
      return [number, `--contract=${contract}`]
    },
  },
  {
    name: 'contract',
    needs: ['number'],
    isMissing: async said => {
      const number = saidText(said, 'number')
      if (number === undefined || saidText(said, 'contract') !== undefined) return false
      return (await contractsOfTicket((await said.context()).store, number)).length > 1
    },
    ask: async said => {
      const contracts = await contractsOfTicket((await said.context()).store, saidText(said, 'number') ?? '')
      return {message: 'Its contract', choices: contracts.map(id => ({name: id, value: id}))}
    },
  },
]

/** What the commands for the events of a request ask for. */
export const eventQuestions: readonly Question[] = [...whichTicket, personQuestion('Who did it')]

/** What `ticket escalate` asks for. */
export const escalationQuestions: readonly Question[] = [
  ...whichTicket,
  {
    name: 'to',
    needs: ['number', 'contract'],
    ask: async said => {
      const {account, ticket} = await ticketOf(said)
      const context = await said.context()
      const at = (await timeReader(saidText(said, 'at'), context, 'past'))(account.contract) ?? context.now
      const {sla} = termsIn(account.contract, monthOf(inZone(at, account.contract.timezone)))
      const levels = sla?.levels ?? []
      if (levels.length === 0)
        throw new UsageError('NO_LEVELS', `The terms of ${ticket.contract} name no support levels.`)
      return {
        message: 'To which team',
        choices: levels.map(({level, team}) => ({name: terminal.request.level(level, team), value: team})),
      }
    },
  },
  {
    name: 'because',
    ask: () => ({
      message: 'Why',
      choices: ESCALATION_REASONS.map(reason => ({name: terminal.request.reasons[reason], value: reason})),
    }),
  },
  personQuestion('Who passes it on'),
]

/** What `ticket void` asks for. */
export const ticketVoidQuestions: readonly Question[] = [
  ...whichTicket,
  reasonQuestion('Why is it taken back (only you read it)'),
  personQuestion('Who takes it back'),
]

/** What `ticket event void` asks for. */
export const eventVoidQuestions: readonly Question[] = [
  ...whichTicket,
  {
    name: 'event',
    needs: ['number', 'contract'],
    ask: async said => {
      const {ticket} = await ticketOf(said)
      const [, ...later] = ticket.request.events.filter(({voided}) => voided === null)
      if (later.length === 0)
        throw new UsageError(
          'NO_EVENTS',
          `Request ${ticket.request.number} has no event that could be taken back.`,
        )
      return {
        message: terminal.request.event,
        choices: later.map(({id, kind, at}) => ({
          name: `${formatMoment(at, en)}  ${terminal.request.happened[kind]}`,
          value: id,
        })),
      }
    },
  },
  reasonQuestion('Why is it taken back (only you read it)'),
  personQuestion('Who takes it back'),
]
