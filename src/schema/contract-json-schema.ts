import {toJsonSchema} from '@valibot/to-json-schema'
import {contractSchema} from './contract.js'

/** The contract's schema for editors and other programs. Checks that JSON Schema cannot express are left to `contract add`. */
export function contractJsonSchema(): object {
  const schema = toJsonSchema(contractSchema, {typeMode: 'input', errorMode: 'ignore'})
  return {...schema, title: 'hourbank contract', description: 'What "hourbank contract add --file" takes.'}
}
