import * as v from 'valibot'
import type {WitnessLine} from '../domain/witness.js'
import {contractIdSchema} from './contract.js'
import {numberSchema, sealSchema} from './page.js'
import {instantSchema, monthSchema} from './parts.js'

const makeLineSchema = () =>
  v.variant('event', [
    v.strictObject({event: v.picklist(['opened', 'removed']), contract: contractIdSchema}),
    v.strictObject({
      event: v.literal('closed'),
      contract: contractIdSchema,
      month: monthSchema,
      number: numberSchema,
      seal: sealSchema,
      closedAt: instantSchema,
    }),
  ])

let lineSchema: ReturnType<typeof makeLineSchema> | undefined

/** Made when it is asked for: what must be quick seldom has to do with a witness. */
function asLine(value: unknown): WitnessLine {
  lineSchema ??= makeLineSchema()
  return v.parse(lineSchema, value)
}

/** What was read of a witness. */
export interface ReadWitness {
  readonly lines: readonly WitnessLine[]
  /** Which lines are none, counted from 1. */
  readonly broken: readonly number[]
  /** What stands after the last whole line: a writer was killed while it wrote. */
  readonly rest: string
}

/** Lines as a witness has them: JSON, each with a newline at its end. */
export const formatWitness = (lines: readonly WitnessLine[]): string =>
  lines.map(line => `${JSON.stringify(asLine(line))}\n`).join('')

/** Reads a witness. A line that is not to the letter what this program writes is broken, so that every changed byte shows. */
export function parseWitness(text: string): ReadWitness {
  const parts = text.split('\n')
  const rest = parts.pop() ?? ''
  const read = parts.map(parseLine)
  return {
    lines: read.filter(line => line !== undefined),
    broken: read.flatMap((line, index) => (line === undefined ? [index + 1] : [])),
    rest,
  }
}

function parseLine(text: string): WitnessLine | undefined {
  try {
    const line = asLine(JSON.parse(text))
    return JSON.stringify(line) === text ? line : undefined
  } catch {
    return undefined
  }
}
