import { type Batch, EngineError, textLiteral } from '../../engine/index.ts'
import type { Text } from '../../protocol/index.ts'
import { quoteName, type Relation, sqlOf } from '../../table/index.ts'
import { text } from '../../util/index.ts'
import { kindOf } from '../kinds/index.ts'
import type { BoundRule, Rule } from '../rule.ts'
import { RuleProblem } from './context.ts'

/** What a rule that asks a query of its own found. */
export interface Answer {
  readonly holds: boolean
  readonly observed: Text
}

const rowsName = '__assay_check_table'
const tableFunctions = ['unnest', 'range', 'generate_series']
const refusedFunctions = [
  'getenv',
  'current_setting',
  'getvariable',
  'read_text',
  'read_blob',
  'query',
  'query_table',
  'nextval',
  'currval',
]

/**
 * Asks the rules that have a query of their own. A rule may only read the table that is checked: any other table, a file, or more than one
 * SELECT makes it a problem, which says so.
 */
export async function askRules(
  rules: readonly BoundRule[],
  relation: Relation,
  query: (sql: string) => Promise<Batch>,
): Promise<Map<string, Answer | RuleProblem>> {
  const answers = new Map<string, Answer | RuleProblem>()
  for (const rule of rules) {
    const kind = kindOf(rule)
    if (kind.scope !== 'query') continue
    try {
      const value = await ask(rule as unknown as Rule<string, 'sql'>, relation, query)
      answers.set(rule.id, kind.judge(rule, value))
    } catch (error) {
      const refused = error instanceof EngineError && error.code === 'query'
      if (!refused && !(error instanceof RuleProblem)) throw error
      answers.set(rule.id, error instanceof RuleProblem ? error : problem(error.message, error.message))
    }
  }
  return answers
}

const problem = (en: string, zh: string) => new RuleProblem(text(en, zh))

async function ask(rule: Rule<string, 'sql'>, relation: Relation, query: (sql: string) => Promise<Batch>): Promise<number> {
  const statement = filledIn(rule)
  const names = [rowsName, ...rule.args.tables.filter((name) => name.toLowerCase() !== rowsName)]
  const read = tablesOf(JSON.parse(String((await query(`SELECT json_serialize_sql(${textLiteral(statement)})`)).columns[0]![0])))
  const other = read.find((name) => !names.some((known) => known.toLowerCase() === name.toLowerCase()))
  if (other !== undefined)
    throw problem(
      `it reads ${JSON.stringify(other)}, and may read only the table that is checked`,
      `其查询读取了 ${JSON.stringify(other)}，只允许读取被检查的表`,
    )
  const own = [...new Set(read)].filter((name) => name !== rowsName).map((name) => `${quoteName(name)} AS (FROM ${rowsName})`)
  const tables = [`${rowsName} AS (${sqlOf(relation)})`, ...own].join(', ')
  const { rows, columns } = await query(`WITH ${tables} SELECT * FROM (${statement}\n) LIMIT 2`)
  if (rows !== 1 || columns.length !== 1)
    throw problem('its query must give one number: one row with one column', '其查询须恰好返回一行一列的数值')
  return numberOf(columns[0]![0])
}

function numberOf(value: unknown): number {
  const number =
    typeof value === 'boolean' ? Number(value) : typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value ?? Number.NaN)
  if (Number.isNaN(number) || value instanceof Date) throw problem('its query gave no number', '其查询未返回数值')
  return number
}

/** The query with the table and the column in place of their placeholders. */
function filledIn({ args, columns: [column] }: Rule<string, 'sql'>): string {
  const table = args.query
    .trim()
    .replace(/;\s*$/, '')
    .replace(/"?\$?\{(?:table|object)\}"?/gi, rowsName)
  const asked = /"?\$?\{(?:column|property)\}"?/gi
  if (column === undefined && asked.test(table))
    throw problem('it asks for a column, and belongs to the table', '其查询引用了列，但规则属于整表')
  return table.replace(asked, () => quoteName(column!))
}

/** The tables that a statement reads, besides those it makes itself. */
function tablesOf(parsed: {
  readonly error?: boolean
  readonly error_message?: string
  readonly statements?: readonly unknown[]
}): string[] {
  if (parsed.error || parsed.statements?.length !== 1) {
    const why = parsed.error_message ?? 'it is more than one statement'
    throw problem(`its query is not one plain SELECT: ${why}`, `其查询不是单条 SELECT：${why}`)
  }
  const read: string[] = []
  const made = new Set<string>()
  // Only plain names count as made by the statement: one with a dot could name a file elsewhere in it.
  walk(parsed.statements, (node) => {
    const { type, class: kind, table_name: table, schema_name: schema, catalog_name: catalog, cte_map: ctes, function_name: called } = node
    if (ctes !== undefined)
      for (const { key } of (ctes as { map?: { key: string }[] }).map ?? []) if (/^\w+$/.test(key)) made.add(key.toLowerCase())
    if (type === 'BASE_TABLE') read.push([catalog, schema, table].filter((part) => part !== undefined && part !== '').join('.'))
    if (type === 'TABLE_FUNCTION') requireFunction(String((node['function'] as Node | undefined)?.['function_name']), true)
    if (kind === 'FUNCTION') requireFunction(String(called), false)
  })
  return read.filter((name) => !made.has(name.toLowerCase()))
}

type Node = Readonly<Record<string, unknown>>

function requireFunction(name: string, isTable: boolean): void {
  const lower = name.toLowerCase()
  if (isTable ? tableFunctions.includes(lower) : !refusedFunctions.includes(lower)) return
  throw problem(`its query calls ${name}, and may read only the table that is checked`, `其查询调用了 ${name}，只允许读取被检查的表`)
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) visit(value as Node)
  for (const one of Object.values(value)) walk(one, visit)
}
