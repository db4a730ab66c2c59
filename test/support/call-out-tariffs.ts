import type {HoursTariff, MoneyTariff} from '../../src/domain/contract.js'

/** By time of day, and nothing at all for the provider's own fault. */
export const BY_TIME_OF_DAY: MoneyTariff = {
  settle: 'money',
  callOut: {
    bands: [
      {days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '22:00', feeCents: 2495},
      {days: ['sat'], from: '07:00', to: '17:00', feeCents: 2495},
    ],
    otherwiseFeeCents: 4995,
  },
  includedMinutes: 0,
  work: {rateCents: 2495, perMinutes: 15, incrementMinutes: 15},
  causes: {provider: {callOut: false, work: false}},
  callBackMinutes: null,
}

/** One fee that includes half an hour: all there is to pay for the provider's fault. */
export const ONE_FLAT_FEE: MoneyTariff = {
  settle: 'money',
  callOut: {bands: [], otherwiseFeeCents: 20_000},
  includedMinutes: 30,
  work: {rateCents: 20_000, perMinutes: 60, incrementMinutes: 1},
  causes: {provider: {work: false}, application: {includedMinutes: 0}},
  callBackMinutes: 30,
}

/** Charged to the hour account: half an hour by day, an hour otherwise, and work at one and a half. */
export const IN_HOURS: HoursTariff = {
  settle: 'hours',
  callOut: {
    bands: [{days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '22:00', feeMinutes: 30}],
    otherwiseFeeMinutes: 60,
  },
  includedMinutes: 0,
  work: {factor: 1.5, incrementMinutes: 15},
  causes: {},
  callBackMinutes: null,
}
