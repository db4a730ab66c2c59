import type {Locale} from '../domain/contract.js'
import {de} from './de.js'
import {en} from './en.js'
import type {Words} from './words.js'

const LANGUAGES: Readonly<Record<Locale, Words>> = {de, en}

/** The words of a customer's language. */
export const wordsOf = (locale: Locale): Words => LANGUAGES[locale]
