import * as v from 'valibot'
import type {PageFormat} from '../domain/page.js'

/** What a record says in format 1, and what only since format 2: with what held before. */
interface Grown<F extends v.ObjectEntries, L extends v.ObjectEntries> {
  readonly fields: F
  readonly later: L
  readonly before: (
    record: v.InferOutput<v.StrictObjectSchema<F, undefined>>,
  ) => v.InferOutput<v.StrictObjectSchema<L, undefined>>
}

/** The schema of a record as a format wrote it; what is read has the fields of today. */
export const recordIn =
  (format: PageFormat) =>
  <F extends v.ObjectEntries, L extends v.ObjectEntries>({fields, later, before}: Grown<F, L>) => {
    const schema =
      format === 1
        ? v.pipe(
            v.strictObject(fields),
            v.transform(record => ({...record, ...before(record)})),
          )
        : v.strictObject({...fields, ...later})
    return schema as v.GenericSchema<unknown, v.InferOutput<v.StrictObjectSchema<F & L, undefined>>>
  }

/**
 * A field that only formats from 3 on have. In earlier ones it is not there, and is read as what held before.
 * @param before the same object each time: by that it is told from anything that was written
 */
export const since3 = <T>(
  format: PageFormat,
  schema: v.GenericSchema<unknown, T>,
  before: T,
): v.GenericSchema<unknown, T> =>
  format >= 3
    ? schema
    : (v.optional(
        v.custom<T>(value => value === before, 'nothing: this format has no such field'),
        before as never,
      ) as unknown as v.GenericSchema<unknown, T>)
