import type { AnyRow } from '../../table/index.ts'
import { nearest, quoted } from '../../util/index.ts'
import type { Contract } from '../contract.ts'
import { readDbt, writeDbt } from './dbt.ts'
import { readDqdl } from './dqdl.ts'
import type { ExportedContract, ImportedContract } from './draft.ts'
import { readFrictionless, type TableChoice, writeFrictionless } from './frictionless.ts'
import { readSuite, writeSuite } from './great-expectations.ts'
import { readJsonSchema, writeJsonSchema } from './json-schema.ts'
import { readSoda } from './soda.ts'

/** Formats that contracts are read from. */
export type ImportFormat = 'great-expectations' | 'dbt' | 'frictionless' | 'json-schema' | 'soda' | 'dqdl'

/** Formats that contracts are written in. */
export type ExportFormat = 'great-expectations' | 'dbt' | 'frictionless' | 'json-schema'

/** Which format a text is in, and which of its tables is read. */
export interface ImportOptions extends TableChoice {
  readonly format: ImportFormat
}

const readers: Readonly<Record<ImportFormat, (text: string, options: TableChoice) => ImportedContract>> = {
  'great-expectations': readSuite,
  dbt: readDbt,
  frictionless: readFrictionless,
  'json-schema': readJsonSchema,
  soda: readSoda,
  dqdl: readDqdl,
}

const writers: Readonly<Record<ExportFormat, (contract: Contract<object>) => ExportedContract>> = {
  'great-expectations': writeSuite,
  dbt: writeDbt,
  frictionless: writeFrictionless,
  'json-schema': writeJsonSchema,
}

function chosen<T>(table: Readonly<Record<string, T>>, format: string, doing: string): T {
  if (Object.hasOwn(table, format)) return table[format]!
  const near = nearest(String(format), Object.keys(table))
  throw new RangeError(
    `Cannot ${doing} the format ${JSON.stringify(format)}: ${near === undefined ? '' : `did you mean ${JSON.stringify(near)}? `}The formats are ${quoted(Object.keys(table))}`,
  )
}

/**
 * A contract out of the text of another tool's file: a Great Expectations suite, a dbt `schema.yml`, a Frictionless Table Schema or Data
 * Package, a JSON Schema, a Soda contract, or DQDL. What has no counterpart is named in `unmapped`, never dropped.
 *
 * @throws {SyntaxError} when the text is not in the format
 * @throws {RangeError} when the format is not known, or the file describes several tables and none is chosen
 * @example
 * const { contract, unmapped } = importContract(await readFile('schema.yml', 'utf8'), { format: 'dbt', table: 'orders' })
 */
export function importContract(text: string, { format, ...choice }: ImportOptions): ImportedContract {
  return chosen(readers, format, 'read')(text, choice)
}

/**
 * A contract as the text of another tool's file. Rules that the format cannot say are named in `unmapped`, never dropped in silence.
 *
 * @throws {RangeError} when the format is not known
 * @example
 * const { text, unmapped } = exportContract(rules, { format: 'great-expectations' })
 */
export function exportContract<R extends object = AnyRow>(
  contract: Contract<R>,
  { format }: { readonly format: ExportFormat },
): ExportedContract {
  return chosen(writers, format, 'write')(contract as unknown as Contract<object>)
}
