import { type Dimension, dimensions, type Severity, type Text } from '../../protocol/index.ts'
import { messageOf, nearest } from '../../util/index.ts'
import { unitOf } from '../duration.ts'
import { kinds } from '../kinds/index.ts'
import { type LogicalType, noTolerance, type Rule, type RuleKind, type RuleValue, type Tolerance } from '../rule.ts'
import type { OdcsDocument, Path } from './document.ts'
import { chineseProperty, engineName, operators } from './keys.ts'
import { requirePattern } from './read-keywords.ts'
import type { Yaml } from './remainder.ts'
import { readTolerance } from './tolerance.ts'
import { readTest, readValue } from './values.ts'

/** A rule as read, with what its entry says besides. */
export interface ReadRule {
  readonly rule: Rule
  readonly left?: Yaml
}

/** An entry that cannot be run, and why. */
export interface NotRun {
  readonly reason: string
}

/** Where an entry stands. */
export interface QualityPlace {
  /** The type of the column it belongs to; undefined for the table. */
  readonly type: LogicalType | undefined
  readonly column: string | undefined
  /** The columns of the table. */
  readonly columns: readonly string[]
  /** Names that queries call the table by. */
  readonly tables: readonly string[]
  /** Names of rules so far; a name that is taken is kept, and not used as an id. */
  readonly names: Set<string>
}

type Core = Pick<Rule, 'kind' | 'columns' | 'args'> & { readonly tolerance?: Tolerance; readonly left?: Yaml }

const severities: Readonly<Record<string, Severity>> = { error: 'error', warning: 'warning', info: 'note' }
const looseSeverities: Readonly<Record<string, Severity>> = {
  warn: 'warning',
  medium: 'warning',
  low: 'note',
  note: 'note',
  notice: 'note',
}
const entryKeys = [
  'name',
  'description',
  'type',
  'metric',
  'rule',
  'arguments',
  'unit',
  'engine',
  'implementation',
  'dimension',
  'severity',
  ...operators,
]

/** Reads one entry of a quality list. */
export function readQuality(document: OdcsDocument, entry: Yaml, at: Path, place: QualityPlace): ReadRule | NotRun {
  const core = coreOf(document, entry, at, place)
  if ('reason' in core) return core
  const name = typeof entry['name'] === 'string' && !place.names.has(entry['name']) ? entry['name'] : undefined
  if (name !== undefined) place.names.add(name)
  const dimension = dimensionOf(entry['dimension'])
  const severity = severityOf(entry['severity'])
  const { text, custom } = textOf(entry)
  const left: Yaml = {
    ...Object.fromEntries(
      Object.entries(entry).filter(
        ([key]) => !entryKeys.includes(key) && key !== 'customProperties' && !(key === 'query' && core.kind === 'sql'),
      ),
    ),
    ...(name === undefined && entry['name'] !== undefined ? { name: entry['name'] } : {}),
    ...(dimension === undefined && entry['dimension'] !== undefined ? { dimension: entry['dimension'] } : {}),
    ...(entry['severity'] === undefined || severities[String(entry['severity'])] !== undefined ? {} : { severity: entry['severity'] }),
    ...(custom.length === 0 ? {} : { customProperties: custom }),
    ...core.left,
  }
  const { kind, columns, args, tolerance = noTolerance } = core
  const rule = {
    kind,
    columns,
    args,
    severity,
    tolerance,
    ...(name === undefined ? {} : { name }),
    ...(dimension === undefined ? {} : { dimension }),
    ...(text === undefined ? {} : { text }),
  } as Rule
  return Object.keys(left).length === 0 ? { rule } : { rule, left }
}

function dimensionOf(written: unknown): Dimension | undefined {
  if (written === 'conformity') return 'validity'
  return (dimensions as readonly unknown[]).includes(written) ? (written as Dimension) : undefined
}

/** Files may call severities as they like: what is not known counts as an error. */
function severityOf(written: unknown): Severity {
  const word = String(written ?? 'error')
  return severities[word] ?? looseSeverities[word.toLowerCase()] ?? 'error'
}

function textOf(entry: Yaml): { text: Text | undefined; custom: unknown[] } {
  const all = Array.isArray(entry['customProperties']) ? (entry['customProperties'] as Yaml[]) : []
  const custom = all.filter((one) => one?.['property'] !== chineseProperty)
  const english = entry['description']
  if (typeof english !== 'string') return { text: undefined, custom: all }
  const chinese = all.find((one) => one?.['property'] === chineseProperty)?.['value']
  return { text: { en: english, 'zh-CN': typeof chinese === 'string' ? chinese : english }, custom }
}

function coreOf(document: OdcsDocument, entry: Yaml, at: Path, place: QualityPlace): Core | NotRun {
  const type = entry['type'] ?? (entry['engine'] === undefined ? (entry['query'] === undefined ? 'library' : 'sql') : 'custom')
  if (!['library', 'text', 'sql', 'custom'].includes(String(type))) {
    document.fail([...at, 'type'], `the type ${JSON.stringify(type)} of a quality rule is not known: use library, text, sql or custom`)
  }
  if (type === 'text') return { reason: 'it is a text, not a rule' }
  if (type === 'sql') return sqlRule(document, entry, at, place)
  if (type === 'custom') {
    if (entry['engine'] === undefined) document.fail(at, 'a custom rule needs an engine')
    if (entry['engine'] !== engineName) return { reason: `its engine is ${String(entry['engine'])}` }
    return ownRule(document, entry, at, place)
  }
  return metric(document, entry, at, place)
}

/** A query whose number is compared. Whether it can be asked is known when it runs. */
function sqlRule(document: OdcsDocument, entry: Yaml, at: Path, place: QualityPlace): Core | NotRun {
  const { query, unit, engine, implementation, arguments: given, metric: name, rule } = entry
  if (typeof query !== 'string' || query.trim() === '') document.fail(at, 'a rule in SQL needs a query')
  const used = operators.filter((operator) => entry[operator] !== undefined)
  const [comparison] = used
  const limits = (Array.isArray(entry[comparison ?? '']) ? (entry[comparison!] as unknown[]) : [entry[comparison ?? '']]).map(Number)
  const wanted = comparison?.endsWith('Between') ? 2 : 1
  if (comparison === undefined || used.length !== 1 || limits.length !== wanted || limits.some((limit) => Number.isNaN(limit)))
    return { reason: 'it does not say what its result must be' }
  const rest = Object.entries({ unit, engine, implementation, arguments: given, metric: name, rule }).filter(
    ([, value]) => value !== undefined,
  )
  const columns = place.column === undefined ? [] : [place.column]
  const core = { kind: 'sql' as const, columns, args: { query: query as string, comparison, limits, tables: place.tables } }
  return rest.length === 0 ? core : { ...core, left: Object.fromEntries(rest) }
}

const metrics = ['nullValues', 'missingValues', 'invalidValues', 'duplicateValues', 'rowCount']

function metric(document: OdcsDocument, entry: Yaml, at: Path, place: QualityPlace): Core | NotRun {
  const name = entry['metric'] ?? entry['rule']
  if (name === undefined) document.fail(at, 'a quality rule needs a metric')
  if (!metrics.includes(String(name))) {
    if (entry['metric'] === undefined) return { reason: `the rule ${String(name)} of earlier versions is not known` }
    const near = nearest(String(name), metrics)
    document.fail(
      [...at, 'metric'],
      `the metric ${JSON.stringify(name)} is not known: ${near === undefined ? `use one of ${metrics.join(', ')}` : `did you mean ${near}?`}`,
    )
  }
  if (name === 'rowCount') return rowCount(document, entry, at)
  const tolerance = readTolerance(entry)
  if (tolerance === undefined) return { reason: 'its comparison does not say how many rows may fail' }
  const given = document.map(entry['arguments'] ?? {}, [...at, 'arguments'], 'arguments')
  const columns = place.column === undefined ? [] : [place.column]
  if (name === 'duplicateValues') return duplicates(document, given, at, place, tolerance)
  if (place.column === undefined) document.fail(at, `the metric ${String(name)} belongs to a property`)
  if (name === 'nullValues') return { kind: 'required', columns, args: {}, tolerance }
  if (name === 'missingValues') return missing(given, columns, tolerance)
  return invalid(document, given, at, place, tolerance)
}

function rowCount(document: OdcsDocument, entry: Yaml, at: Path): Core | NotRun {
  const used = operators.filter((operator) => entry[operator] !== undefined)
  if (used.length !== 1) document.fail(at, `a rule needs one comparison, such as mustBe, and has ${used.length}`)
  const [operator] = used as [string]
  const value = entry[operator]
  const limits = Array.isArray(value) ? value.map(Number) : [Number(value)]
  if (limits.some((limit) => Number.isNaN(limit))) document.fail([...at, operator], `${operator} must be a number of rows`)
  const args = {
    mustBe: { min: limits[0], max: limits[0] },
    mustBeGreaterThan: { min: Math.floor(limits[0]!) + 1 },
    mustBeGreaterOrEqualTo: { min: Math.ceil(limits[0]!) },
    mustBeLessThan: { max: Math.ceil(limits[0]!) - 1 },
    mustBeLessOrEqualTo: { max: Math.floor(limits[0]!) },
    mustBeBetween: { min: Math.floor(limits[0]!) + 1, max: Math.ceil(limits[1]!) - 1 },
  }[operator]
  return args === undefined ? { reason: `${operator} of a row count is not known` } : ({ kind: 'rowCount', columns: [], args } as Core)
}

function duplicates(document: OdcsDocument, given: Yaml, at: Path, place: QualityPlace, tolerance: Tolerance): Core {
  if (place.column !== undefined) return { kind: 'unique', columns: [place.column], args: {}, tolerance }
  const keys = document.list(given['properties'], [...at, 'arguments', 'properties'], 'properties').map(String)
  if (keys.length === 0) document.fail(at, 'duplicateValues of a table needs arguments.properties')
  requireColumns(document, keys, place.columns, at)
  return { kind: 'unique', columns: keys, args: {}, tolerance }
}

function requireColumns(document: OdcsDocument, names: readonly string[], columns: readonly string[], at: Path): void {
  for (const name of names) {
    if (columns.includes(name)) continue
    const near = nearest(name, columns)
    document.fail(
      at,
      `the contract has no column ${JSON.stringify(name)}${near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`}`,
    )
  }
}

/** Values that stand for missing ones: null alone is `required`; others besides are not told apart yet. */
function missing(given: Yaml, columns: readonly string[], tolerance: Tolerance): Core | NotRun {
  const values = Array.isArray(given['missingValues']) ? given['missingValues'] : []
  if (values.length === 0 || values.every((value) => value === null)) return { kind: 'required', columns, args: {}, tolerance }
  if (values.includes(null)) return { reason: 'null together with other values is not counted yet' }
  return { kind: 'not', columns, args: { values: values as RuleValue[] }, tolerance }
}

function invalid(document: OdcsDocument, given: Yaml, at: Path, place: QualityPlace, tolerance: Tolerance): Core | NotRun {
  const columns = [place.column!]
  const { validValues, pattern } = given
  if (validValues !== undefined && pattern !== undefined) return { reason: 'valid values together with a pattern are two rules' }
  if (pattern !== undefined) {
    requirePattern(document, pattern, [...at, 'arguments', 'pattern'])
    if (place.type !== 'string') return { reason: `a pattern applies to string, and the column is ${place.type}` }
    return { kind: 'matches', columns, args: { pattern: pattern as string }, tolerance }
  }
  if (!Array.isArray(validValues) || validValues.length === 0) return { reason: 'it has neither valid values nor a pattern' }
  // Null is allowed by every rule but required; a list that names it says nothing more.
  const present = validValues.filter((value) => value !== null)
  const values = present.map((value) => readValue(value, place.type!))
  const bad = values.indexOf(undefined)
  if (bad >= 0) {
    document.fail(
      [...at, 'arguments', 'validValues', validValues.indexOf(present[bad])],
      `${JSON.stringify(present[bad])} is not a ${place.type}`,
    )
  }
  const left = present.length === validValues.length ? {} : { left: { arguments: given } }
  return { kind: 'oneOf', columns, args: { values: values as RuleValue[] }, tolerance, ...left }
}

/** A rule that this library wrote. */
function ownRule(document: OdcsDocument, entry: Yaml, at: Path, place: QualityPlace): Core {
  const path = [...at, 'implementation']
  const { rule: kind, columns: named, tolerance, ...args } = document.map(entry['implementation'], path, 'the implementation')
  if (typeof kind !== 'string' || !Object.hasOwn(kinds, kind)) {
    const near = nearest(String(kind), Object.keys(kinds))
    document.fail([...path, 'rule'], `the rule ${JSON.stringify(kind)} is not known${near === undefined ? '' : `; did you mean ${near}?`}`)
  }
  const columns = place.column === undefined ? document.list(named, [...path, 'columns'], 'columns').map(String) : [place.column]
  if (place.column === undefined) requireColumns(document, columns, place.columns, [...path, 'columns'])
  try {
    const read = readArgs(kind as RuleKind, args, place.type)
    return {
      kind: kind as RuleKind,
      columns,
      args: read as never,
      ...(tolerance === undefined ? {} : { tolerance: ownTolerance(tolerance) }),
    }
  } catch (error) {
    return document.fail(path, messageOf(error))
  }
}

function readArgs(kind: RuleKind, args: Yaml, type: LogicalType | undefined): unknown {
  if (kind === 'row') return { sentence: args['sentence'], ...readTest(args) }
  if (kind === 'fresh') return readFresh(args)
  if (kind === 'length' || kind === 'minLength' || kind === 'maxLength') {
    if (!Number.isInteger(args['length']) || Number(args['length']) < 0)
      throw new SyntaxError(`the rule ${kind} needs length, a whole number of 0 or more`)
  }
  if (kind === 'matches') new RegExp(String(args['pattern']), String(args['flags'] ?? ''))
  if (kind === 'references' && (typeof args['name'] !== 'string' || typeof args['column'] !== 'string')) {
    throw new SyntaxError('the rule references needs name and column')
  }
  const value = (one: unknown) => {
    const read = readValue(one, type ?? 'string')
    if (read === undefined) throw new SyntaxError(`${JSON.stringify(one)} is not a ${type}`)
    return read
  }
  if (kind === 'min' || kind === 'max') return { ...args, value: value(args['value']) }
  if (kind === 'between') return { from: value(args['from']), to: value(args['to']) }
  if (kind === 'not' || kind === 'oneOf') return { values: (Array.isArray(args['values']) ? args['values'] : []).map(value) }
  return args
}

function readFresh(args: Yaml): unknown {
  const { amount, unit } = (args['within'] ?? {}) as Yaml
  const known = typeof unit === 'string' ? unitOf(unit) : undefined
  if (known === undefined || !(Number(amount) > 0)) throw new SyntaxError('the rule fresh needs within, with amount and unit')
  const asOf = args['asOf'] === undefined ? undefined : new Date(String(args['asOf']))
  if (asOf !== undefined && Number.isNaN(asOf.getTime())) throw new SyntaxError(`asOf is not a date: ${JSON.stringify(args['asOf'])}`)
  return { within: { amount: Number(amount), unit: known }, ...(asOf === undefined ? {} : { asOf }) }
}

function ownTolerance(written: unknown): Tolerance {
  const { unit, limit, strict } = (written ?? {}) as Yaml
  if ((unit !== 'share' && unit !== 'rows') || typeof limit !== 'number' || !(limit >= 0)) {
    throw new SyntaxError('the tolerance of a rule needs unit, share or rows, and limit, a number of 0 or more')
  }
  return { unit, limit, ...(strict === true ? { strict: true as const } : {}) }
}
