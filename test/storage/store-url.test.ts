import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {isDatabase, shownStore} from '../../src/storage/store-url.js'
import {configureRuns} from '../support/property-runs.js'

configureRuns()

describe('the name of a store', () => {
  test.each([
    ['postgres://host/db', true],
    ['postgresql://jw@host/db', true],
    ['POSTGRES:///db', true],
    ['/srv/hours', false],
    ['hours', false],
    ['postgres', false],
    ['./postgres://x', false],
  ])('%s is that of a database: %s', (store, expected) => {
    expect(isDatabase(store)).toBe(expected)
  })

  test.each([
    ['/srv/a:b@c', '/srv/a:b@c'],
    ['postgres://host/db', 'postgres://host/db'],
    ['postgres://jw@host:5432/db?sslmode=require', 'postgres://jw@host:5432/db?sslmode=require'],
    ['postgres://jw:secret@host/db', 'postgres://jw@host/db'],
    ['postgres://:secret@host/db', 'postgres://@host/db'],
    ['postgres://jw:se:cr@et@host/db', 'postgres://jw@host/db'],
    ['postgres://jw:se/cr?et@host/db', 'postgres://jw@host/db'],
    ['postgres://jw@host/db?password=secret&schema=x', 'postgres://jw@host/db?schema=x'],
    ['postgres://jw@host/db?p%61ssword=secret', 'postgres://jw@host/db'],
    ['postgres://jw@host/db?sslpassword=secret', 'postgres://jw@host/db'],
    ['postgres:///db?host=/run/postgresql', 'postgres:///db?host=/run/postgresql'],
  ])('%s is shown as %s', (store, shown) => {
    expect(shownStore(store)).toBe(shown)
  })

  test('is shown without its password, whatever is in that', () => {
    const password = fc.string({minLength: 6}).map(text => `#${text}#`)
    fc.assert(
      fc.property(password, secret => {
        expect(shownStore(`postgres://jw:${encodeURIComponent(secret)}@host/db`)).toBe(
          'postgres://jw@host/db',
        )
        expect(shownStore(`postgres://jw:${secret}@host/db`)).not.toContain(secret)
      }),
    )
  })
})
