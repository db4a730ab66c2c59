import {expect, test} from 'vitest'
import {CONTRACT_ID_PATTERN, contractIdFrom} from '../../src/domain/contract-id.js'

test.each([
  ['acme', true],
  ['7-of-9', true],
  ['a'.repeat(63), true],
  ['a'.repeat(64), false],
  ['', false],
  ['-acme', false],
  ['Acme', false],
  ['a.b', false],
  ['../a', false],
  ['acme\n', false],
  ['con', false],
  ['lpt1', false],
  ['constructor', false],
  ['con-1', true],
  ['constructors', true],
])('whether %j may be the id of a contract is %j', (id, isAllowed) => {
  expect(CONTRACT_ID_PATTERN.test(id)).toBe(isAllowed)
})

test.each([
  ['PC9', 'pc9'],
  ['Müller & Söhne GmbH', 'mueller-soehne-gmbh'],
  ['Mu\u0308ller', 'mueller'],
  ['Crédit Mutuel', 'credit-mutuel'],
  ['GROẞMANN', 'grossmann'],
  ['Łukasz Čapek', 'lukasz-capek'],
  ['Ærø', 'aero'],
  ['--', undefined],
  ['株式会社', undefined],
  ['Con', undefined],
  ['x'.repeat(64), undefined],
])('the contract id of %j is %j', (name, id) => {
  expect(contractIdFrom(name)).toBe(id)
})
