import type {Advice, Advised} from '../operations/advise.js'

/** What `advise --json` prints. */
export const adviceJson = ({advice, best, months, hourPriceCents}: Advised, reason: string) => ({
  advice: advice.map(eachJson),
  best: advice.indexOf(best),
  reason,
  ...months,
  hourPriceCents,
})

const eachJson = ({terms, closings, ...figures}: Advice) => ({
  ...figures,
  creditMinutes: terms.creditMinutes,
  rollover: terms.rollover,
  increment: terms.increment,
  closings,
})
