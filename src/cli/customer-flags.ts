import {Flags} from '@oclif/core'
import {type Customer, LOCALES, type Locale, MAX_CLOSING_TEXT_LENGTH} from '../domain/contract.js'
import {MAX_NAME_LENGTH} from '../domain/entry.js'
import {notTooLong, readText} from './text-values.js'

const list = {multiple: true, multipleNonGreedy: true} as const

/** What is said of a customer: the flags of `contract add` and `contract edit`. */
export const customerFlags = {
  customer: Flags.string({helpValue: 'NAME', description: "The customer's name"}),
  number: Flags.string({helpValue: 'N', description: "The customer's number"}),
  address: Flags.string({
    ...list,
    helpValue: 'LINE',
    description: 'A line of the address, once for each; or all of them, apart by semicolons',
  }),
  email: Flags.string({helpValue: 'E', description: "The customer's e-mail address"}),
  locale: Flags.option({options: LOCALES, description: `Language of statements: ${LOCALES.join(', ')}`})(),
  contact: Flags.string({
    ...list,
    helpValue: 'NAME',
    description: 'Who may ask for support, once for each; or all of them, apart by semicolons',
  }),
  'closing-text': Flags.string({helpValue: 'TEXT', description: 'What stands at the end of the statements'}),
} as const

export interface CustomerFlags {
  readonly customer?: string | undefined
  readonly number?: string | undefined
  readonly address?: readonly string[] | undefined
  readonly email?: string | undefined
  readonly locale?: Locale | undefined
  readonly contact?: readonly string[] | undefined
  readonly 'closing-text'?: string | undefined
}

/** The flag of each field. */
export const CUSTOMER_FLAGS = {
  name: 'customer',
  number: 'number',
  address: 'address',
  email: 'email',
  locale: 'locale',
  contacts: 'contact',
  closingText: 'closing-text',
} as const satisfies Readonly<Record<keyof Customer, keyof CustomerFlags>>

/** What the flags say of a customer, and nothing else; an empty one says that there is none. A name there must be. */
export function customerFrom({
  customer,
  number,
  address,
  email,
  locale,
  contact,
  'closing-text': closingText,
}: CustomerFlags): Partial<Customer> {
  return {
    ...(customer !== undefined && {name: readText('--customer', customer, MAX_NAME_LENGTH)}),
    ...(number !== undefined && {number: textOrNone('--number', number)}),
    ...(address !== undefined && {address: readList('--address', address)}),
    ...(email !== undefined && {email: textOrNone('--email', email)}),
    ...(locale !== undefined && {locale}),
    ...(contact !== undefined && {contacts: readList('--contact', contact)}),
    ...(closingText !== undefined && {
      closingText: textOrNone('--closing-text', closingText, MAX_CLOSING_TEXT_LENGTH),
    }),
  }
}

const textOrNone = (flag: string, text: string, maxLength = MAX_NAME_LENGTH): string | null =>
  text.trim() === '' ? null : readText(flag, text, maxLength)

const readList = (flag: string, texts: readonly string[]): readonly string[] =>
  texts
    .flatMap(text => text.split(/[;\r\n]/))
    .map(text => notTooLong(flag, text.trim(), MAX_NAME_LENGTH))
    .filter(text => text !== '')
