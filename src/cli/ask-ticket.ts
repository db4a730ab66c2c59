import {contractQuestion} from './ask-contract.js'
import type {Question} from './ask-missing.js'
import {personQuestion} from './ask-person.js'
import {readChunks} from './read-file.js'

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
