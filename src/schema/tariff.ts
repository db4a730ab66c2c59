import * as v from 'valibot'
import {type FieldProblem, ok, type Result, refuse} from '../domain/refusal.js'
import type {Tariff} from '../tariffs/tariffs.js'
import {bandProblemsIn} from './contract.js'
import {textSchema} from './parts.js'
import {problemsOf} from './problems.js'
import {namedTerms} from './terms.js'

const tariffSchema = v.strictObject({
  summary: textSchema,
  terms: v.strictObject(namedTerms()) as v.GenericSchema<unknown, Tariff['terms']>,
})

/** Reads a tariff file; what is wrong with it is named by its path. */
export function parseTariff(name: string, json: unknown): Result<Tariff, readonly FieldProblem[]> {
  const parsed = v.safeParse(tariffSchema, json)
  if (!parsed.success) return refuse(problemsOf(parsed.issues))
  const problems = bandProblemsIn(parsed.output.terms, 'terms')
  return problems.length > 0 ? refuse(problems) : ok({name, ...parsed.output})
}
