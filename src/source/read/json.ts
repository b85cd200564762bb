import { join } from 'node:path'
import { columnTypeOf, EngineError, identifier, rowsOf, textLiteral } from '../../engine/index.ts'
import type { Note } from '../../protocol/index.ts'
import { text } from '../../util/index.ts'
import { type CacheEntry, entryFiles } from '../cache.ts'
import type { ReadType } from '../options.ts'
import { decode, detectEncoding, markLength } from '../sniff/encoding.ts'
import { sniffJson } from '../sniff/json.ts'
import type { ReadContext } from './context.ts'
import { copyJsonLines, copyText } from './json-lines-copy.ts'
import { nothingIn } from './nothing.ts'
import { keepRejects } from './rejects.ts'
import { requireTypes } from './require-types.ts'

/** How the values of a JSON file stand: one a line, in one array, or behind one another. */
type Layout = 'newline_delimited' | 'array' | 'unstructured'

function isJson(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

function layoutOf(context: ReadContext, head: string): Layout {
  if (context.format === 'jsonl') return 'newline_delimited'
  const [first = '', second] = head
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (isJson(first) && (second !== undefined ? isJson(second) || !first.startsWith('[') : !first.startsWith('[')))
    return 'newline_delimited'
  return head.trimStart().startsWith('[') ? 'array' : 'unstructured'
}

function source(path: string, layout: Layout, gzip: boolean): string {
  const options = [
    `format = '${layout}'`,
    'sample_size = -1',
    'maximum_depth = -1',
    'map_inference_threshold = -1',
    'convert_strings_to_integers = false',
    'maximum_object_size = 67108864',
    `compression = '${gzip ? 'gzip' : 'uncompressed'}'`,
  ]
  return `read_json(${textLiteral(path)}, ${options.join(', ')})`
}

/** A column as the engine reads it, and as it is kept. */
interface Column {
  readonly name: string
  readonly sql: string
  readonly native: string
}

const asText = new Set(['HUGEINT', 'UHUGEINT', 'UBIGINT', 'TIME', 'UUID'])
const given: Readonly<Record<ReadType, string>> = {
  string: 'VARCHAR',
  number: 'DOUBLE',
  integer: 'BIGINT',
  bigint: 'BIGINT',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
}

function kept(name: string, native: string): Column {
  const x = identifier(name)
  // a place that holds values of several kinds: texts without their quotes
  if (native === 'JSON')
    return { name, native: 'VARCHAR', sql: `CASE WHEN json_type(${x}) = 'VARCHAR' THEN ${x} ->> '$' ELSE CAST(${x} AS VARCHAR) END` }
  return asText.has(native) ? { name, native: 'VARCHAR', sql: `CAST(${x} AS VARCHAR)` } : { name, native, sql: x }
}

/** The columns of the file, whole numbers beyond 2^53 - 1 and what the user wants otherwise seen to. */
async function columnsOf(context: ReadContext, from: string): Promise<{ columns: Column[]; notes: Note[] }> {
  const described = rowsOf<{ column_name: string; column_type: string }>(
    await context.engine.query(`DESCRIBE SELECT * FROM ${from}`, { signal: context.signal }),
  )
  let columns = described.map((row) => kept(row.column_name, row.column_type))
  const { types = {} } = context.options
  const names = columns.map((column) => column.name)
  requireTypes(context, names)
  const whole = columns.filter((column) => column.native === 'BIGINT' && types[column.name] !== 'bigint')
  const wanted = columns.filter((column) => types[column.name] !== undefined && given[types[column.name]!] !== column.native)
  const tests = [
    ...whole.map(({ sql }) => `coalesce(bool_or(abs(CAST(${sql} AS HUGEINT)) > 9007199254740991), FALSE)`),
    ...wanted.map(({ name, sql }) => `coalesce(bool_or(${sql} IS NOT NULL AND TRY_CAST(${sql} AS ${given[types[name]!]}) IS NULL), FALSE)`),
  ]
  if (tests.length === 0) return { columns, notes: [] }
  const { columns: answers } = await context.engine.query(`SELECT ${tests.map((test, i) => `${test} AS t${i}`).join(', ')} FROM ${from}`, {
    signal: context.signal,
  })
  const fails = (i: number) => answers[i]![0] === true
  const notes: Note[] = []
  columns = columns.map((column) => {
    const at = wanted.indexOf(column)
    if (at >= 0) {
      const native = given[types[column.name]!]!
      if (!fails(whole.length + at)) return { ...column, native, sql: `CAST(${column.sql} AS ${native})` }
      notes.push(notRead(column.name, types[column.name]!))
      return column
    }
    const big = whole.indexOf(column)
    return big >= 0 && fails(big) ? { ...column, native: 'VARCHAR', sql: `CAST(${column.sql} AS VARCHAR)` } : column
  })
  return { columns, notes }
}

function notRead(name: string, type: string): Note {
  return {
    code: 'widened',
    severity: 'note',
    column: name,
    text: text(`${name} stays as it is: some of its values do not read as ${type}`, `${name} 保持原样：有的值不能读作 ${type}`),
  }
}

/** Reads a JSON file into the folder of a cache entry. */
export async function readJson(context: ReadContext, staging: string): Promise<CacheEntry> {
  const { sample } = context
  const asked = context.options.encoding
  const encoding = asked === undefined || asked === 'auto' ? detectEncoding(sample.head) : asked
  const head = decode(sample.head, encoding)
  if (sample.whole && (head.trim() === '' || /^\s*\[\s*\]\s*$/.test(head))) throw nothingIn(context)
  const layout = layoutOf(context, head)
  const file = { path: context.path, gzip: context.gzip, encoding, strict: asked !== undefined && asked !== 'auto' }
  const to = { data: join(staging, 'clean.csv'), rejects: join(staging, 'rejects.jsonl') }
  let from = source(context.path, layout, context.gzip)
  if (encoding !== 'utf-8' || markLength(sample.head) > 0) {
    await copyText(file, to.data, context.signal, context.onBytes)
    from = source(to.data, layout, false)
  }
  let rejected = 0
  let found: Awaited<ReturnType<typeof columnsOf>>
  try {
    found = await columnsOf(context, from)
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'query' || !/malformed json|invalid (unicode|utf)/i.test(error.message))
      throw error
    if (layout !== 'newline_delimited') throw brokenJson(context, error)
    rejected = await copyJsonLines(file, to, context.signal, context.onBytes)
    from = source(to.data, layout, false)
    if (sniffJson(head).length === 0 && sample.whole) throw noJson(context, rejected)
    found = await columnsOf(context, from)
  }
  const list = found.columns.map(({ name, sql }) => `${sql} AS ${identifier(name)}`).join(', ')
  await context.engine.query(
    `COPY (SELECT ${list} FROM ${from}) TO ${textLiteral(entryFiles(staging).data)} (FORMAT parquet, COMPRESSION snappy)`,
    {
      signal: context.signal,
      onProgress: (share) => context.onBytes(share * context.size),
    },
  )
  if (rejected > 0) await keepRejects(context, to.rejects, staging)
  return {
    version: 1,
    path: context.path,
    format: layout === 'newline_delimited' ? 'jsonl' : 'json',
    encoding,
    columns: found.columns.map(({ name, native }) => ({ name, native, type: columnTypeOf(native) })),
    rejected,
    notes: found.notes,
    fingerprint: '',
  }
}

function noJson(context: ReadContext, rejected: number): SyntaxError {
  return new SyntaxError(
    `Cannot read ${JSON.stringify(context.shown)} as JSON: none of its ${rejected} ${rejected === 1 ? 'line' : 'lines'} is a JSON value`,
  )
}

function brokenJson(context: ReadContext, error: EngineError): SyntaxError {
  const place = /at byte (\d+) in (?:record\/value|line) (\d+): ([^.]+)/.exec(error.message)
  const where = place === null ? '' : `: ${place[3]} at byte ${place[1]} of value ${place[2]}`
  return new SyntaxError(
    `Cannot read ${JSON.stringify(context.shown)} as JSON${where}; a file of one value a line would lose only its broken lines`,
  )
}
