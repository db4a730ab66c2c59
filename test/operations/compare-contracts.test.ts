import {expect, test} from 'vitest'
import {contractDifferences} from '../../src/operations/compare-contracts.js'
import {contractOf} from '../support/account-builder.js'

const contract = contractOf({})

test('contracts that say the same do not differ, in whatever order they say it', () => {
  const turned = Object.fromEntries(Object.entries(structuredClone(contract)).toReversed())
  expect(contractDifferences(contract, turned as unknown as typeof contract)).toEqual([])
})

test('contracts differ in the fields that are named by their paths', () => {
  const [terms] = contract.terms
  const other = {
    ...contract,
    to: '2026-12-31' as typeof contract.from,
    customer: {...contract.customer, name: 'Other', address: ['Beispielweg 1']},
    terms: [{...terms, creditMinutes: 1}, {from: '2026-05' as typeof terms.from}] as const,
  }
  expect(contractDifferences(contract, other).toSorted()).toEqual([
    'customer.address[0]',
    'customer.address[1]',
    'customer.name',
    'terms[0].creditMinutes',
    'terms[1]',
    'to',
  ])
})
