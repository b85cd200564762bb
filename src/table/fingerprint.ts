import { createHash } from 'node:crypto'
import { type Relation, relation } from './relation.ts'
import { sqlOf } from './sql.ts'

/**
 * Tells one table from another: SHA-256, in hexadecimal, of its sources' fingerprints and its SQL.
 *
 * The same steps on the same data give the same fingerprint, whatever folder the data lies in is not part of it when its sources say so.
 */
export async function fingerprintOf(table: { readonly [relation]: Relation }): Promise<string> {
  const r = table[relation]
  const hash = createHash('sha256')
  for (const origin of r.origins) hash.update(`${origin.fingerprint}\n`)
  hash.update(sqlOf(r))
  return hash.digest('hex')
}
