import { type ExprNode, FromClauseNode, JoinNode, type Query, VerbatimNode } from '@uwdata/mosaic-sql'
import { fn, literal, print } from '../../engine/index.ts'
import type { ColumnType, PersonalKind, Text } from '../../protocol/index.ts'
import { maskValue } from '../../semantic/index.ts'
import { columnRef } from '../../table/index.ts'
import { formatNumber, formatTimestamp, text } from '../../util/index.ts'
import { finite, isMissing, isNumeric, lit, replaced, select } from '../sql.ts'
import type { Applied, Fitted, FittedStep, RunQuery, Step, StepInput } from './step.ts'

/** A value that stands in for missing ones. */
export type FillValue = string | number | boolean | Date

/** What a column is filled with: a value, or a statistic of the column, of the whole table or by group. */
export type FillHow = { readonly value: FillValue } | { readonly with: 'mean' | 'median' | 'mode'; readonly by?: string }

/** Fills what the statistic of each group says; rows of groups without values stay missing, since another group's value says nothing of them. */
interface Groups {
  readonly by: string
  readonly values: readonly (readonly [key: unknown, value: FillValue])[]
}

const alias = '__assay_fill'
const [keyName, valueName] = [`${alias}_key`, `${alias}_value`]

/** Puts a value where one is missing; NaN counts as missing. */
export function fill(column: string, how: FillHow): Step {
  const by = 'with' in how ? how.by : undefined
  const needs = by === undefined ? [column] : [column, by]
  return {
    kind: 'fill',
    needs,
    async fit(input, query) {
      if ('value' in how) return fittedFill(column, 'value', requireValue(how.value, column))
      const personal = input.personal.get(column)
      if (by !== undefined) return groupFill(column, how.with, { by, values: await byGroup(column, by, how.with, input, query) })
      const value = await statistic(column, how.with, input, query)
      if (value === null) throw noValues(column, how.with)
      return fittedFill(column, how.with, value, personal)
    },
  }
}

function requireValue(value: unknown, column: string): FillValue {
  const fits = ['string', 'number', 'boolean'].includes(typeof value) || value instanceof Date
  if (!fits || Number.isNaN(Number(value instanceof Date ? value : 0)) || (typeof value === 'number' && Number.isNaN(value))) {
    throw new TypeError(`Cannot fill ${JSON.stringify(column)} with ${String(value)}: give a text, a number, a boolean or a date`)
  }
  return value as FillValue
}

function aggregate(column: string, how: 'mean' | 'median' | 'mode', types: ReadonlyMap<string, ColumnType>): ExprNode {
  const type = types.get(column)!
  const dated = type === 'date' || type === 'timestamp'
  if (how !== 'mode' && !isNumeric(type) && !(dated && how === 'median')) {
    throw new TypeError(`Cannot fill ${JSON.stringify(column)} with its ${how}: it is ${type}, not a number. Use the mode, or a value`)
  }
  const value = finite(columnRef(column), type)
  return type === 'decimal' && how !== 'mode' ? fn(how, fn('cast', value, 'number')) : fn(how, value)
}

async function statistic(
  column: string,
  how: 'mean' | 'median' | 'mode',
  { relation, types }: StepInput,
  query: RunQuery,
): Promise<FillValue | null> {
  const found = await query(print(select([['value', aggregate(column, how, types)]], relation.query)))
  return (found.columns[0]![0] ?? null) as FillValue | null
}

async function byGroup(column: string, by: string, how: 'mean' | 'median' | 'mode', { relation, types }: StepInput, query: RunQuery) {
  const grouped = select(
    [
      ['key', columnRef(by)],
      ['value', aggregate(column, how, types)],
    ],
    relation.query,
  )
  grouped._groupby = [columnRef(by)]
  const { rows, columns } = await query(print(grouped))
  const values: [unknown, FillValue][] = []
  for (let i = 0; i < rows; i++)
    if (columns[1]![i] !== null && columns[1]![i] !== undefined) values.push([columns[0]![i], columns[1]![i] as FillValue])
  return values
}

/** A value as results show it; one taken from a personal column is masked. */
function shown(value: FillValue, personal: PersonalKind | undefined): string | number {
  if (personal !== undefined) return maskValue(personal, value)
  if (value instanceof Date) return formatTimestamp(value)
  return typeof value === 'boolean' ? String(value) : value
}

const words = { mean: '均值', median: '中位数', mode: '众数' }

function noValues(column: string, how: string): RangeError {
  return new RangeError(`Cannot fill ${JSON.stringify(column)} with its ${how}: it has no values`)
}

function fittedFill(column: string, how: 'value' | 'mean' | 'median' | 'mode', value: FillValue, personal?: PersonalKind): FittedStep {
  const visible = shown(value, personal)
  const said = typeof visible === 'number' ? formatNumber(visible) : visible
  const sentence =
    how === 'value'
      ? text(`Fill missing ${column} with ${said}`, `缺失的 ${column} 填为 ${said}`)
      : text(`Fill missing ${column} with its ${how}, ${said}`, `缺失的 ${column} 填为${words[how]} ${said}`)
  return step(column, sentence, { [how]: visible }, [column], ({ relation, types }) =>
    filledBy(relation, column, isMissing(columnRef(column), types.get(column)!), lit(value)),
  )
}

function groupFill(column: string, how: 'mean' | 'median' | 'mode', groups: Groups): FittedStep {
  if (groups.values.length === 0) throw noValues(column, how)
  const sentence = text(`Fill missing ${column} with its ${how} by ${groups.by}`, `缺失的 ${column} 按 ${groups.by} 填为${words[how]}`)
  const fitted = { with: how, by: groups.by, groups: groups.values.length }
  return step(column, sentence, fitted, [column, groups.by], (input) => filledByGroup(column, groups, input))
}

function step(column: string, sentence: Text, fitted: Fitted, needs: readonly string[], apply: (input: StepInput) => Applied): FittedStep {
  return { kind: 'fill', step: `fill(${column})`, text: sentence, column, fitted, needs, apply }
}

function filledByGroup(column: string, groups: Groups, { relation, types }: StepInput): Applied {
  const base = withGroups(relation, groups)
  const known = fn('and', isMissing(columnRef(column), types.get(column)!), fn('is_present', columnRef(valueName)))
  const { relation: filled, changed } = filledBy(base, column, known, columnRef(valueName))
  // The group's value was only needed for filling, and a join gives its rows in no order of its own.
  const query = filled.query
  query._select = query._select.filter((clause) => clause.alias !== valueName)
  return { relation: { ...relation, query, ordered: false }, changed: { ...changed, from: base } }
}

function filledBy(relation: StepInput['relation'], column: string, when: ExprNode, after: ExprNode) {
  const query = replaced(relation, column, fn('if', when, after, columnRef(column)))
  return { relation: { ...relation, query }, changed: { column, when, after } }
}

/** The relation with the value of each row's group in a hidden column. */
function withGroups(relation: StepInput['relation'], { by, values }: Groups): StepInput['relation'] {
  const rows = values.map(([key, value]) => `(${literal(key)}, ${literal(value)})`).join(', ')
  const lookup = new VerbatimNode(`(SELECT * FROM (VALUES ${rows}) AS v("${keyName}", "${valueName}"))`) as unknown as Query
  const rowsAlias = `${alias}_rows`
  const query = select(
    [
      ...[...relation.columns, ...relation.hidden].map((name) => [name, columnRef(name, rowsAlias)] as const),
      [valueName, columnRef(valueName)],
    ],
    relation.query,
    rowsAlias,
  )
  query._from = [
    new JoinNode(
      query._from[0]!,
      new FromClauseNode(lookup as never, alias),
      'REGULAR',
      'LEFT',
      fn('same', columnRef(by, rowsAlias), columnRef(keyName)),
    ),
  ]
  return { ...relation, query, hidden: [...relation.hidden, valueName] }
}
