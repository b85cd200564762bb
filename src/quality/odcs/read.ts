import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Note } from '../../protocol/index.ts'
import type { AnyRow } from '../../table/index.ts'
import { messageOf, nearest, quoted, type Task, task, text } from '../../util/index.ts'
import { columnOf, type OpenRule } from '../columns.ts'
import { Contract, type ContractColumn, type ContractOptions, columnRules } from '../contract.ts'
import { unitOf } from '../duration.ts'
import { type LogicalType, makeRule, type Rule } from '../rule.ts'
import { OdcsDocument, type Path } from './document.ts'
import { knownKeys, odcsTypes } from './keys.ts'
import { readKeywords } from './read-keywords.ts'
import { type ReadRule, readQuality } from './read-quality.ts'
import type { OdcsRemainder, Yaml } from './remainder.ts'

/** Which part of a file is read. */
export interface ReadContractOptions {
  /** The name of the schema object, when the file describes several tables. */
  readonly schema?: string
}

/**
 * Reads a contract from an ODCS 3 file. What cannot be run, and keys the format does not know, are kept for saving and named in the notes of
 * each check.
 *
 * @throws {SyntaxError} when the file is not a valid contract, with line and reason
 * @example
 * const rules = await readContract('invoice-lines.odcs.yaml')
 * await rules.check(lines)
 */
export function readContract(path: string, options: ReadContractOptions = {}): Task<Contract<AnyRow>> {
  return task(async () => {
    const source = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      const why = error.code === 'ENOENT' ? 'there is no such file' : messageOf(error)
      throw new Error(`Cannot read the contract ${JSON.stringify(path)}: ${why}`, { cause: error })
    })
    return parseContract(source, { ...options, file: basename(path) })
  })
}

/**
 * A contract out of the text of an ODCS 3 file.
 *
 * @throws {SyntaxError} when the text is not a valid contract, with line and reason
 */
export function parseContract(source: string, options: ReadContractOptions & { readonly file?: string } = {}): Contract<AnyRow> {
  return new Reader(new OdcsDocument(source, options.file ?? 'contract')).read(options.schema)
}

const without = (source: Yaml, ...keys: string[]): Yaml => Object.fromEntries(Object.entries(source).filter(([key]) => !keys.includes(key)))

class Reader {
  readonly #document: OdcsDocument
  readonly #notes: Note[] = []
  readonly #names = new Set<string>()
  #tables: readonly string[] = []

  constructor(document: OdcsDocument) {
    this.#document = document
  }

  read(wanted: string | undefined): Contract<AnyRow> {
    const { data } = this.#document
    this.#header(data)
    this.#unknownKeys(data, [], knownKeys.document)
    const schemas = this.#document
      .list(data['schema'], ['schema'], 'schema')
      .map((one, i) => this.#document.map(one, ['schema', i], 'a schema'))
    const index = this.#choose(schemas, wanted)
    const schema = schemas[index] ?? {}
    const path: Path = ['schema', index]
    this.#unknownKeys(schema, path, knownKeys.schema)
    this.#tables = [schema['name'], schema['physicalName']].filter((name): name is string => typeof name === 'string' && name !== '')
    const schemaName = index < 0 ? String(data['name'] ?? data['id']) : String(schema['name'])
    const columns = this.#columns(schema, path)
    const tableRules = this.#tableRules(schema, path, columns)
    const sla = this.#freshness(data, schemaName, columns)
    const rules: ReadRule[] = [
      ...columns.flatMap((column) => column.rules),
      ...tableRules.rules,
      ...sla.rules,
      ...this.#primaryKey(columns, tableRules.rules),
    ]
    const { options, document } = this.#options(data)
    const remainder: Omit<OdcsRemainder, 'rules'> = {
      document: { ...document, ...(sla.left.length === 0 ? {} : { slaProperties: sla.left }) },
      schema: { ...without(schema, 'properties', 'quality'), ...(tableRules.left.length === 0 ? {} : { quality: tableRules.left }) },
      others: schemas.map((one, i) => (i === index ? null : one)),
      properties: Object.fromEntries(columns.map((column) => [column.name, column.left])),
      notes: this.#notes,
    }
    return this.#build(typeof data['name'] === 'string' ? data['name'] : schemaName, columns, rules, options, remainder)
  }

  #build(
    name: string,
    columns: readonly ContractColumn[],
    rules: readonly ReadRule[],
    options: ContractOptions,
    remainder: Omit<OdcsRemainder, 'rules'>,
  ) {
    const described = columns.map((column) => ({ name: column.name, type: column.type }))
    const made = rules.map((one) => one.rule)
    const { rules: bound } = new Contract(name, described, made, options)
    const kept = Object.fromEntries(rules.flatMap(({ left }, i) => (left === undefined ? [] : [[bound[i]!.id, left]])))
    return new Contract<AnyRow>(name, described, made, options, { ...remainder, rules: kept })
  }

  /** What every contract of the format has. */
  #header(data: Yaml): void {
    const doc = this.#document
    if (data['kind'] !== 'DataContract') doc.fail('kind' in data ? ['kind'] : [], 'kind must be DataContract')
    const version = doc.text(data['apiVersion'], 'apiVersion' in data ? ['apiVersion'] : [], 'apiVersion')
    if (!/^v3\./.test(version)) doc.fail(['apiVersion'], `apiVersion ${version} is not known: versions v3.0.0 to v3.1.0 are read`)
    for (const key of ['id', 'version', 'status']) doc.text(data[key], key in data ? [key] : [], key)
  }

  /** The place of the schema that is read; -1 for a contract that describes no table. */
  #choose(schemas: readonly Yaml[], wanted: string | undefined): number {
    const names = schemas.map((schema, i) => this.#document.text(schema['name'], ['schema', i], 'the name of the schema'))
    if (names.length === 0 && wanted === undefined) return -1
    if (wanted === undefined && names.length > 1) {
      throw new RangeError(
        `Cannot choose among the tables of the contract: it describes ${quoted(names)}. Give { schema: ${JSON.stringify(names[0])} }`,
      )
    }
    const index = wanted === undefined ? 0 : names.indexOf(wanted)
    if (index < 0) throw new RangeError(`Cannot find schema ${JSON.stringify(wanted)}: the contract describes ${quoted(names)}`)
    return index
  }

  #options(data: Yaml): { options: ContractOptions; document: Yaml } {
    const description = this.#document.map(data['description'] ?? {}, ['description'], 'description')
    const team = Array.isArray(data['team']) ? undefined : this.#document.map(data['team'] ?? {}, ['team'], 'team')
    const purpose = description['purpose']
    const options: ContractOptions = {
      id: String(data['id']),
      version: String(data['version']),
      status: String(data['status']),
      ...(typeof purpose === 'string' ? { description: purpose } : {}),
      ...(typeof team?.['name'] === 'string' ? { owner: team['name'] } : {}),
    }
    const left = without(data, 'kind', 'id', 'version', 'status', 'name', 'schema', 'slaProperties', 'description', 'team')
    const restOfDescription = without(description, 'purpose')
    const restOfTeam = team === undefined ? data['team'] : without(team, 'name')
    return {
      options,
      document: {
        ...left,
        ...(Object.keys(restOfDescription).length === 0 ? {} : { description: restOfDescription }),
        ...(Array.isArray(restOfTeam) || Object.keys(restOfTeam as Yaml).length > 0 ? { team: restOfTeam } : {}),
      },
    }
  }

  #columns(schema: Yaml, path: Path): (ContractColumn & { rules: ReadRule[]; left: Yaml; property: Yaml })[] {
    const properties = this.#document.list(schema['properties'], [...path, 'properties'], 'properties')
    const seen = new Set<string>()
    return properties.map((one, i) => {
      const at = [...path, 'properties', i]
      const property = this.#document.map(one, at, 'a property')
      this.#unknownKeys(property, at, knownKeys.property)
      const logical = this.#document.text(property['name'], at, 'the name of the property')
      const name = typeof property['physicalName'] === 'string' && property['physicalName'] !== '' ? property['physicalName'] : logical
      if (seen.has(name)) this.#document.fail(at, `the column ${JSON.stringify(name)} is described twice`)
      seen.add(name)
      return { name, property, ...this.#column(name, property, at) }
    })
  }

  #column(name: string, property: Yaml, at: Path): { type: LogicalType; rules: ReadRule[]; left: Yaml } {
    const type = this.#type(name, property, at)
    const keywords = readKeywords(this.#document, property, type, at)
    const quality = this.#quality(property['quality'], [...at, 'quality'], type, name)
    const all: ReadRule[] = [...keywords.rules.map((rule) => ({ rule })), ...quality.rules]
    const open = all.map(({ rule }) => ({ ...rule, columns: [] })) as unknown as OpenRule[]
    const bound = columnRules(name, columnOf(type, open))
    const offset = bound.length - all.length
    const rules: ReadRule[] = bound.map((rule, i) => {
      const left = all[i - offset]?.left
      return i < offset || left === undefined ? { rule } : { rule, left }
    })
    const supported = property['logicalType'] === type
    const left = {
      ...without(property, 'quality', ...keywords.used, ...(supported ? ['logicalType'] : [])),
      ...keywords.left,
      ...(quality.left.length === 0 ? {} : { quality: quality.left }),
    }
    return { type, rules, left: property['name'] === name ? without(left, 'name') : left }
  }

  /** The type that values are checked for; columns of other types are only asked to be there. */
  #type(name: string, property: Yaml, at: Path): LogicalType {
    const written = property['logicalType']
    if (written === undefined) return 'string'
    if (typeof written !== 'string' || !(odcsTypes as readonly string[]).includes(written)) {
      const near = typeof written === 'string' ? nearest(written, odcsTypes) : undefined
      const hint = near === undefined ? `use one of ${odcsTypes.join(', ')}` : `did you mean ${near}?`
      this.#document.fail([...at, 'logicalType'], `logicalType ${JSON.stringify(written)} of ${JSON.stringify(name)} is not known: ${hint}`)
    }
    if (written !== 'time' && written !== 'object' && written !== 'array') return written as LogicalType
    this.#note(`the type ${written} of ${name} is kept and not checked`, `${name} 的类型 ${written} 已保留，未校验`, at, name)
    return 'string'
  }

  #tableRules(schema: Yaml, path: Path, columns: readonly ContractColumn[]): { rules: ReadRule[]; left: unknown[] } {
    return this.#quality(
      schema['quality'],
      [...path, 'quality'],
      undefined,
      undefined,
      columns.map((column) => column.name),
    )
  }

  #quality(
    list: unknown,
    path: Path,
    type: LogicalType | undefined,
    column?: string,
    columns: readonly string[] = [],
  ): { rules: ReadRule[]; left: unknown[] } {
    const rules: ReadRule[] = []
    const left: unknown[] = []
    for (const [i, one] of this.#document.list(list, path, 'quality').entries()) {
      const at = [...path, i]
      const entry = this.#document.map(one, at, 'a quality rule')
      this.#unknownKeys(entry, at, knownKeys.quality)
      const read = readQuality(this.#document, entry, at, { type, column, columns, tables: this.#tables, names: this.#names })
      if ('rule' in read) rules.push(read)
      else {
        left.push(entry)
        const label = String(entry['name'] ?? entry['id'] ?? entry['description'] ?? entry['metric'] ?? entry['type'] ?? 'rule')
        this.#note(`"${label}" is kept and not run: ${read.reason}`, `“${label}” 已保留，未执行：${read.reason}`, at, column)
      }
    }
    return { rules, left }
  }

  /** Columns of a primary key are unique together, and required. */
  #primaryKey(columns: readonly (ContractColumn & { rules: ReadRule[]; property: Yaml })[], tableRules: readonly ReadRule[]): ReadRule[] {
    const position = (column: { property: Yaml }) => Number(column.property['primaryKeyPosition'] ?? 0)
    const keys = columns.filter((column) => column.property['primaryKey'] === true).sort((a, b) => position(a) - position(b))
    if (keys.length === 0) return []
    const has = (kind: string, of: readonly string[], among: readonly ReadRule[]) =>
      among.some(({ rule }) => rule.kind === kind && rule.columns.length === of.length && of.every((name) => rule.columns.includes(name)))
    const required = keys
      .filter((key) => !has('required', [key.name], key.rules))
      .map((key) => ({ rule: makeRule('required', [key.name], {}) as unknown as Rule }))
    const names = keys.map((key) => key.name)
    const known = [...columns.flatMap((column) => column.rules), ...tableRules]
    return has('unique', names, known) ? required : [...required, { rule: makeRule('unique', names, {}) as unknown as Rule }]
  }

  /** Service levels that say how old the newest value may be. */
  #freshness(data: Yaml, schema: string, columns: readonly ContractColumn[]): { rules: ReadRule[]; left: unknown[] } {
    const rules: ReadRule[] = []
    const left: unknown[] = []
    for (const [i, one] of this.#document.list(data['slaProperties'], ['slaProperties'], 'slaProperties').entries()) {
      const level = this.#document.map(one, ['slaProperties', i], 'a service level')
      const element = String(level['element'] ?? '')
      const column = columns.find(({ name, type }) => element === `${schema}.${name}` && (type === 'date' || type === 'timestamp'))
      const unit = unitOf(String(level['unit'] ?? 'd'))
      const amount = Number(level['value'])
      const simple = Object.keys(level).every((key) => ['property', 'value', 'unit', 'element'].includes(key))
      if (['latency', 'ly'].includes(String(level['property'])) && column !== undefined && unit !== undefined && amount > 0 && simple) {
        rules.push({ rule: makeRule('fresh', [column.name], { within: { amount, unit } }) as unknown as Rule })
      } else left.push(level)
    }
    return { rules, left }
  }

  #unknownKeys(map: Yaml, path: Path, known: readonly string[]): void {
    for (const key of Object.keys(map)) {
      if (known.includes(key)) continue
      const near = nearest(key, known)
      const [en, zh] = near === undefined ? ['', ''] : [`; did you mean ${near}?`, `；是否应为 ${near}？`]
      this.#note(`the key "${key}" is not known, it is kept${en}`, `未知的键 "${key}" 已保留${zh}`, [...path, key])
    }
  }

  #note(en: string, zh: string, path: Path, column?: string): void {
    const line = this.#document.line(path)
    this.#notes.push({
      code: 'odcs',
      severity: 'note',
      text: text(`Contract, line ${line}: ${en}`, `契约第 ${line} 行：${zh}`),
      ...(column === undefined ? {} : { column }),
    })
  }
}
