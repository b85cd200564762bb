import { isSql, type Scope, type Sql } from '../../table/index.ts'
import type { RowTest } from '../kinds/row.ts'
import type { LogicalType, RuleValue } from '../rule.ts'
import { functionFrom } from './function-text.ts'
import type { Yaml } from './remainder.ts'

/** A rule's value as YAML has it: dates as ISO text, whole days without time. */
export function writeValue(value: RuleValue): string | number | boolean {
  return value instanceof Date ? dateText(value) : value
}

function dateText(value: Date): string {
  const iso = value.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, iso.indexOf('T')) : iso
}

/** A value of YAML as the rules of a column have it; undefined when it is not one. */
export function readValue(value: unknown, type: LogicalType): RuleValue | undefined {
  if (type === 'date' || type === 'timestamp') {
    const time = value instanceof Date ? value : typeof value === 'string' ? new Date(value) : undefined
    return time === undefined || Number.isNaN(time.getTime()) ? undefined : time
  }
  const wanted = type === 'string' ? 'string' : type === 'boolean' ? 'boolean' : 'number'
  return typeof value === wanted ? (value as RuleValue) : undefined
}

/** An expression as YAML: the text of an arrow function, or SQL with its values. */
export function writeTest({ test, scope }: RowTest): Yaml {
  const written = isSql(test) ? { sql: [...test.strings], values: test.values.map(pack) } : { test: String(test) }
  return scope === undefined ? written : { ...written, scope: pack(scope) as Yaml }
}

/**
 * An expression out of YAML.
 *
 * @throws {SyntaxError} when the text is not a function of one row
 */
export function readTest(written: Yaml): RowTest {
  const scope = written['scope'] === undefined ? {} : { scope: unpack(written['scope']) as Scope }
  if (typeof written['test'] === 'string') return { test: functionFrom(written['test']) as RowTest['test'], ...scope }
  const [strings, values] = [written['sql'], written['values'] ?? []]
  const complete = Array.isArray(strings) && strings.every((part) => typeof part === 'string') && Array.isArray(values)
  if (!complete || strings.length !== values.length + 1) throw new SyntaxError('a row rule needs test, the text of a function, or sql')
  return { test: { kind: 'sql', strings, values: values.map(unpack) } as Sql, ...scope }
}

/** Values of any depth as YAML; dates are marked, since YAML has them only as text. */
function pack(value: unknown): unknown {
  if (value instanceof Date) return { date: value.toISOString() }
  if (typeof value === 'bigint') return { bigint: String(value) }
  if (Array.isArray(value)) return value.map(pack)
  if (typeof value === 'object' && value !== null)
    return { object: Object.fromEntries(Object.entries(value).map(([key, one]) => [key, pack(one)])) }
  if (['string', 'number', 'boolean'].includes(typeof value) || value === null) return value
  throw new TypeError(
    `Cannot save an outside value that is ${typeof value}: rules in files hold texts, numbers, booleans, dates and lists of them`,
  )
}

function unpack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpack)
  if (typeof value !== 'object' || value === null) return value
  const packed = value as Yaml
  if (typeof packed['date'] === 'string') return new Date(packed['date'])
  if (typeof packed['bigint'] === 'string') return BigInt(packed['bigint'])
  return Object.fromEntries(Object.entries((packed['object'] ?? {}) as Yaml).map(([key, one]) => [key, unpack(one)]))
}
