import type { Field } from '../engine/index.ts'
import { type Relation, relation } from './relation.ts'
import { sqlOf } from './sql.ts'

const schemas = new WeakMap<Relation, Promise<readonly Field[]>>()

/** The columns of a table with their types, asked of the engine once. */
export function schemaOf(table: { readonly [relation]: Relation }): Promise<readonly Field[]> {
  return fieldsOf(table[relation])
}

/** {@link schemaOf} of a relation. */
export function fieldsOf(r: Relation): Promise<readonly Field[]> {
  let found = schemas.get(r)
  if (found === undefined) {
    found = r.engine.describe(sqlOf(r))
    schemas.set(r, found)
    found.catch(() => schemas.delete(r))
  }
  return found
}
