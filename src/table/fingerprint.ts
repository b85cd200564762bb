import { createHash } from 'node:crypto'
import { type Relation, relation, type SourceInfo } from './relation.ts'
import { sqlOf } from './sql.ts'

/** The SQL that reads a source: it depends on where the source lies, and stands for no more than the source's own fingerprint. */
const texts = new WeakMap<SourceInfo, string>()

/** Remembers the SQL that reads a source as it is. */
export function readsWith(source: SourceInfo, text: string): void {
  texts.set(source, text)
}

/**
 * Tells one table from another: SHA-256, in hexadecimal, of its sources' fingerprints and its SQL.
 *
 * The same steps on the same data give the same fingerprint, wherever the data lies.
 */
export async function fingerprintOf(table: { readonly [relation]: Relation }): Promise<string> {
  const r = table[relation]
  const hash = createHash('sha256')
  let text = sqlOf(r)
  for (const origin of r.origins) {
    hash.update(`${origin.fingerprint}\n`)
    const reads = texts.get(origin)
    if (reads !== undefined) text = text.replaceAll(reads, () => origin.fingerprint)
  }
  return hash.update(text).digest('hex')
}
