import {describe, expect, it} from 'vitest'
import {
  findConsultant,
  formatConsultants,
  isSamePerson,
  parseConsultants,
} from '../../src/domain/consultants.js'
import {ok, refuse} from '../../src/domain/refusal.js'

const LIST = parseConsultants('Jana Weber = jw, Frau Weber; Jan Müller = jm; Max Wegner')

describe('a consultant', () => {
  it.each([
    ['Jana Weber', 'Jana Weber'],
    ['jana weber', 'Jana Weber'],
    ['JW', 'Jana Weber'],
    ['frau', 'Jana Weber'],
    ['jan müller', 'Jan Müller'],
    ['mu\u0308ller', 'Jan Müller'],
    ['max', 'Max Wegner'],
  ])('is meant by "%s" if that fits nobody else', (typed, name) => {
    expect(findConsultant(LIST, typed)).toEqual(ok(name))
  })

  it('is meant by the whole name also where that is a part of another', () => {
    expect(findConsultant(parseConsultants('Weber; Weber-Groß'), 'weber')).toEqual(ok('Weber'))
  })

  it('is refused where several fit', () => {
    expect(findConsultant(LIST, 'jan')).toEqual(
      refuse({kind: 'ambiguous-consultant', name: 'jan', consultants: ['Jana Weber', 'Jan Müller']}),
    )
  })

  it('is refused where nobody fits', () => {
    expect(findConsultant(LIST, 'xy')).toEqual(
      refuse({
        kind: 'unknown-consultant',
        name: 'xy',
        consultants: ['Jana Weber', 'Jan Müller', 'Max Wegner'],
      }),
    )
  })

  it('is anybody where none is listed', () => {
    expect(findConsultant([], 'J. Weber')).toEqual(ok('J. Weber'))
  })
})

describe('a list of consultants', () => {
  it.each([
    ['Jana Weber = jw, Weber; Max Muster', 'Jana Weber = jw, Weber; Max Muster'],
    [' Jana Weber=jw ;; Max Muster= ;', 'Jana Weber = jw; Max Muster'],
    ['', ''],
  ])('is read as it is typed: %s', (typed, shown) => {
    expect(formatConsultants(parseConsultants(typed))).toBe(shown)
  })
})

describe('two names are of one person', () => {
  it.each([
    ['Jana Weber', 'jw', true],
    ['Jana Weber', 'Jan Müller', false],
    ['Jana Weber', 'nobody', false],
    ['nobody', 'Jana Weber', false],
    ['somebody of old', 'somebody of old', true],
  ])('"%s" and "%s": %s', (one, other, isSame) => {
    expect(isSamePerson(LIST, one, other)).toBe(isSame)
  })

  it('only if they are the same where nobody is listed', () => {
    expect(isSamePerson([], 'J. Weber', 'J. Weber')).toBe(true)
    expect(isSamePerson([], 'J. Weber', 'j. weber')).toBe(false)
  })
})
