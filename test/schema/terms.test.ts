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
  test('may name a part of the overdraft, the increment and the defaults, and puts nothing beside it', () => {
    const changes = {overdraft: {beyond: 'allow'}, increment: {minutes: 5}, defaults: {channel: 'phone'}}
    expect(v.parse(changesSchema, changes)).toEqual(changes)
  })
  test('may leave out what call-outs and levels seldom say', () => {
    const emergency = without(without(EMERGENCY, 'causes'), 'callBackMinutes')
    expect(v.parse(changesSchema, {emergency})).toEqual({emergency: EMERGENCY})
  })
})

describe('what has a usual value may be left out at every depth, at the start and in an amendment', () => {
  const CALL_OUT = {
    callOut: {otherwiseFeeCents: 5000},
    work: {rateCents: 100, perMinutes: 15, incrementMinutes: 15},
  }

  test.each([
    ['settle', {emergency: CALL_OUT}, {emergency: {settle: 'money', callOut: {bands: []}}}],
    ['bands.otherwise.name', {bands: {otherwise: {factor: 1.5}}}, {bands: {otherwise: {name: 'any time'}}}],
    ['bands.list', {bands: {}}, {bands: {list: [], holiday: null, otherwise: {factor: 1}}}],
    [
      'overrides[].minimum',
      {increment: {overrides: [{channel: 'phone', minutes: 5}]}},
      {increment: {overrides: [{channel: 'phone', minutes: 5, minimum: 5}]}},
    ],
    ['sla.levels', {sla: {targets: []}}, {sla: {clock: 'always', levels: []}}],
  ])('%s', (_, said, meant) => {
    expect(v.parse(atStart, said)).toMatchObject(meant)
    expect(v.parse(changesSchema, said)).toMatchObject(meant)
  })
})
