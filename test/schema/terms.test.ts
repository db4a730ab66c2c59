import * as v from 'valibot'
import {describe, expect, test} from 'vitest'
import type {Terms} from '../../src/domain/contract.js'
import {changesSchema, completeTerms, initialTerms} from '../../src/schema/terms.js'

const complete = v.strictObject(completeTerms)
const atStart = v.strictObject(initialTerms)
const USUAL = v.parse(atStart, {})
const NAMES = Object.keys(USUAL) as readonly (keyof Terms)[]

const SLA = {targets: [], clock: 'always', address: null, levels: []} as const
const EMERGENCY = {
  settle: 'hours',
  callOut: {bands: [], otherwiseFeeMinutes: 30},
  work: {factor: 1.5, incrementMinutes: 15},
  includedMinutes: 0,
  causes: {},
  callBackMinutes: null,
} as const
const FULL: Terms = {...USUAL, sla: SLA, emergency: EMERGENCY}

const without = (object: object, key: string): object =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key))

describe('the terms of a closed page', () => {
  test('are taken as they are where they are complete', () => {
    expect(v.parse(complete, FULL)).toEqual(FULL)
  })

  test.each(NAMES)('are refused without %s, which the start of a contract need not name', name => {
    expect(v.is(complete, without(FULL, name))).toBe(false)
    expect(v.is(atStart, without(FULL, name))).toBe(true)
  })

  test.each<[keyof Terms, string]>([
    ['overdraft', 'limitMinutes'],
    ['overdraft', 'beyond'],
    ['increment', 'minutes'],
    ['increment', 'minimum'],
    ['increment', 'per'],
    ['increment', 'overrides'],
    ['bands', 'list'],
    ['bands', 'otherwise'],
    ['bands', 'holiday'],
    ['bands', 'holidays'],
    ['emergency', 'includedMinutes'],
    ['emergency', 'causes'],
    ['emergency', 'callBackMinutes'],
    ['sla', 'clock'],
    ['sla', 'address'],
    ['sla', 'levels'],
  ])('are refused where %s lacks %s', (name, part) => {
    const lacking = {...FULL, [name]: without(Object(FULL[name]), part)}
    expect(v.is(complete, lacking)).toBe(false)
    expect(v.is(atStart, lacking)).toBe(true)
  })
})

describe('an amendment', () => {
  test('names only what changes', () => {
    expect(v.parse(changesSchema, {creditMinutes: 720})).toEqual({creditMinutes: 720})
  })
  test('names a term whole, so that no part of it changes unsaid', () => {
    expect(v.is(changesSchema, {overdraft: {beyond: 'allow'}})).toBe(false)
    expect(v.is(changesSchema, {increment: {minutes: 5}})).toBe(false)
  })
  test('may leave out what call-outs and levels seldom say', () => {
    const emergency = without(without(EMERGENCY, 'causes'), 'callBackMinutes')
    expect(v.parse(changesSchema, {emergency})).toEqual({emergency: EMERGENCY})
  })
})
