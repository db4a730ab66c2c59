import {describe, expect, test} from 'vitest'
import {parseCause, parseChannel, parseEntryClass} from '../../src/domain/choice-text.js'
import {CAUSES, CHANNELS, ENTRY_CLASSES} from '../../src/domain/contract.js'
import {ok} from '../../src/domain/refusal.js'
import {de} from '../../src/locale/de.js'
import {en} from '../../src/locale/en.js'

describe('a channel', () => {
  test.each([
    ['phone', 'phone'],
    ['Telefon', 'phone'],
    ['TEL', 'phone'],
    ['E-Mail', 'email'],
    ['mail', 'email'],
    ['on-site', 'on-site'],
    ['onsite', 'on-site'],
    ['vor Ort', 'on-site'],
    ['  Vor-Ort ', 'on-site'],
    ['remote session', 'remote-session'],
    ['remote_session', 'remote-session'],
    ['Fernwartung', 'remote-session'],
  ])('"%s" is %s', (text, channel) => {
    expect(parseChannel(text)).toEqual(ok(channel))
  })

  test.each(['', 'fax', 'ph', 'constructor', 'vor'])('"%s" is refused and offers all', text => {
    const refusal = {kind: 'unknown-choice', value: text, choices: CHANNELS}
    expect(parseChannel(text)).toEqual({ok: false, refusal})
  })
})

test.each([
  ['extended', 'extended'],
  ['Erweitert', 'extended'],
  ['notfall', 'emergency'],
  ['Standard', 'standard'],
])('the class "%s" is %s', (text, entryClass) => {
  expect(parseEntryClass(text)).toEqual(ok(entryClass))
})

test.each([
  ['Kunde', 'customer'],
  ['us', 'provider'],
  ['Anwendung', 'application'],
  ['unbekannt', 'unknown'],
])('the cause "%s" is %s', (text, cause) => {
  expect(parseCause(text)).toEqual(ok(cause))
})

test.each([
  ['English', en],
  ['German', de],
])('what is printed in %s is read', (_, {entry}) => {
  expect(CHANNELS.map(each => parseChannel(entry.channels[each]))).toEqual(CHANNELS.map(ok))
  expect(ENTRY_CLASSES.map(each => parseEntryClass(entry.classes[each]))).toEqual(ENTRY_CLASSES.map(ok))
  expect(CAUSES.map(each => parseCause(entry.causes[each]))).toEqual(CAUSES.map(ok))
})
