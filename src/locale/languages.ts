import type {Locale} from '../domain/contract.js'
import {de} from './de.js'
import {en} from './en.js'
import type {Words} from './words.js'

const LANGUAGES = {de, en} satisfies Readonly<Record<Locale, Words>>

/** The words of a customer's language. */
export const wordsOf = (locale: Locale): Words => LANGUAGES[locale]
