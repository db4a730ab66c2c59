import {contractQuestion} from './ask-contract.js'
import type {Question} from './ask-missing.js'
import {personQuestion} from './ask-person.js'

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
