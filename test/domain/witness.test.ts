import {describe, expect, test} from 'vitest'
import {type SealLine, sealLineOf, Testimony} from '../../src/domain/witness.js'
import {Books} from '../support/account-builder.js'

const books = new Books()
books.log('2026-01-10', 60)
books.close('2026-01')
const [page] = books.account.closed
const line = sealLineOf(page as never)

test('a witness is told of a closed page its number, its seal and when it was closed', () => {
  const {contract, month, number, seal, closedAt} = page as never as {seal: {sha256: string}} & SealLine
  expect(line).toEqual({event: 'closed', contract, month, number, seal: seal.sha256, closedAt})
})

describe('what a witness says', () => {
  test('of a contract it does not know is nothing', () => {
    expect(new Testimony().of('acme')).toEqual({isThere: false, seals: new Map()})
  })

  test('is that a contract is there once it was opened, until it was removed', () => {
    const opened = {event: 'opened', contract: 'acme'} as const
    const removed = {event: 'removed', contract: 'acme'} as const
    const testimony = new Testimony([opened])
    expect([testimony.says(opened), testimony.says(removed)]).toEqual([true, false])
    testimony.add(removed)
    expect([testimony.says(opened), testimony.says(removed)]).toEqual([false, true])
    testimony.add(opened)
    expect(testimony.of('acme').isThere).toBe(true)
    expect(testimony.contracts).toEqual(['acme'])
  })

  test('are all the seals that it was told of a month', () => {
    const other = {...line, seal: 'f'.repeat(64)}
    const testimony = new Testimony([line])
    expect([testimony.says(line), testimony.says(other)]).toEqual([true, false])
    testimony.add(other)
    expect(testimony.of(line.contract).seals.get(line.month)).toEqual([line, other])
    expect(new Testimony().says(line)).toBe(false)
  })
})
