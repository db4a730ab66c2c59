import {describe, expect, test} from 'vitest'
import {movedId, receiveEntry, sendEntry} from '../../src/operations/move-entry.js'
import {accepted, at, Books, refusalOf} from '../support/account-builder.js'

const REFUSING = {creditMinutes: 0, overdraft: {limitMinutes: 0, beyond: 'refuse'}} as const

/** An entry `a` of `acme`, and another contract. */
function twoBooks() {
  const source = new Books()
  const {entry} = source.log('2026-01-20', 45, {activity: null, class: 'extended'}, {id: 'a'})
  const target = new Books({terms: REFUSING})
  target.account = {...target.account, contract: {...target.account.contract, id: 'beta'}}
  return {source, target, entry}
}
const FROM = {contract: 'acme', id: 'a'}
const TO = {contract: 'beta', id: movedId(FROM, 'beta')}
const MOVING = {from: FROM, now: at('2026-01-21'), by: 'J. Weber'}
const REQUEST = {id: 'a', reason: 'wrong', tell: null, at: at('2026-01-21'), by: 'J. Weber'}

describe('an entry that is moved', () => {
  test('is recorded as it was, names where it was, and no overdraft limit refuses it', () => {
    const {target, entry} = twoBooks()
    const received = accepted(receiveEntry(target.account, entry, MOVING))
    const {start, workedMinutes, text, consultant} = entry
    expect(received).toMatchObject({
      entry: {...{start, workedMinutes, text, consultant}, id: TO.id, movedFrom: FROM, forcedBecause: null},
      balance: {balanceMinutes: -45},
      isRepeat: false,
    })
  })

  test('is voided where it was, and names where it is', () => {
    const {source} = twoBooks()
    const sent = accepted(sendEntry(source.account, REQUEST, TO))
    expect(sent).toMatchObject({entry: {voided: {movedTo: TO, replacedBy: null}}})
    expect(accepted(sendEntry(sent.account, REQUEST, TO)).account).toBe(sent.account)
  })

  test('is of the class that the other contract gives its activity', () => {
    const {target, entry} = twoBooks()
    const moved = {...entry, activity: 'panel-help'}
    expect(accepted(receiveEntry(target.account, moved, MOVING)).entry.class).toBe('standard')
  })

  test('is recorded once, however often', () => {
    const {target, entry} = twoBooks()
    const once = accepted(receiveEntry(target.account, entry, MOVING))
    const twice = accepted(receiveEntry(once.account, entry, MOVING))
    expect(twice).toMatchObject({isRepeat: true, entry: {id: TO.id}})
    expect(twice.account).toBe(once.account)
  })

  test('is not recorded where the contract does not reach, nor where it has been voided since', () => {
    const {target, entry} = twoBooks()
    const early = {...entry, start: at('2025-12-31')}
    expect(refusalOf(receiveEntry(target.account, early, MOVING)).kind).toBe('before-contract')
    target.account = accepted(receiveEntry(target.account, entry, MOVING)).account
    target.void(TO.id, '2026-01-22')
    expect(refusalOf(receiveEntry(target.account, entry, MOVING)).kind).toBe('entry-already-voided')
  })

  test('is not voided where it is not, or was voided before', () => {
    const {source} = twoBooks()
    expect(refusalOf(sendEntry(source.account, {...REQUEST, id: 'x'}, TO)).kind).toBe('unknown-entry')
    source.void('a', '2026-01-20')
    expect(refusalOf(sendEntry(source.account, REQUEST, TO)).kind).toBe('entry-already-voided')
  })
})
