import type {Customer} from '../domain/contract.js'

/** One thing that is said of a customer, in English, for people. */
export interface ToldField {
  readonly field: keyof Customer
  readonly label: string
  /** As it is typed: a list apart by semicolons; empty where nothing is said. */
  readonly text: string
}

/** All that is said of a customer, in the order in which people ask for it. */
export const tellCustomer = (customer: Customer): readonly ToldField[] =>
  ORDER.map(field => ({field, label: LABELS[field], text: textOf(customer[field])}))

const LABELS: Readonly<Record<keyof Customer, string>> = {
  name: 'Name',
  number: 'Number',
  address: 'Address',
  email: 'E-mail',
  locale: 'Language',
  contacts: 'Contacts',
  closingText: 'Closing text',
}

const ORDER = Object.keys(LABELS) as readonly (keyof Customer)[]

const textOf = (value: Customer[keyof Customer]): string =>
  value === null ? '' : typeof value === 'string' ? value : value.join('; ')
