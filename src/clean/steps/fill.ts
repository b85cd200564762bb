import { type ExprNode, FromClauseNode, JoinNode, type Query, VerbatimNode } from '@uwdata/mosaic-sql'
import { fn, literal, print } from '../../engine/index.ts'
import type { ColumnType, PersonalKind } from '../../protocol/index.ts'
import { maskValue } from '../../semantic/index.ts'
import { columnRef } from '../../table/index.ts'
import { formatNumber, formatTimestamp, text } from '../../util/index.ts'
import { finite, isMissing, isNumeric, lit, replaced, select } from '../sql.ts'
import type { Fitted, FittedStep, RunQuery, Step, StepInput } from './step.ts'

/** A value that stands in for missing ones. */
export type FillValue = string | number | boolean | Date

/** What a column is filled with: a value, or a statistic of the column, of the whole table or by group. */
export type FillHow = { readonly value: FillValue } | { readonly with: 'mean' | 'median' | 'mode'; readonly by?: string }

/** Fills what the statistic of each group says; rows of other groups, and of groups without values, get the one of the whole table. */
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
      if ('value' in how) return fittedFill(column, 'value', requireValue(how.value, column), undefined)
      const value = await statistic(column, how.with, input, query)
      if (value === null) throw new RangeError(`Cannot fill ${JSON.stringify(column)} with its ${how.with}: it has no values`)
      const groups = by === undefined ? undefined : { by, values: await byGroup(column, by, how.with, input, query) }
      return fittedFill(column, how.with, value, input.personal.get(column), groups)
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

function fittedFill(
  column: string,
  how: 'value' | 'mean' | 'median' | 'mode',
  value: FillValue,
  personal: PersonalKind | undefined,
  groups?: Groups,
): FittedStep {
  const visible = shown(value, personal)
  const said = typeof visible === 'number' ? formatNumber(visible) : visible
  const [en, zh] =
    how === 'value'
      ? [`Fill missing ${column} with ${said}`, `缺失的 ${column} 填为 ${said}`]
      : groups === undefined
        ? [`Fill missing ${column} with its ${how}, ${said}`, `缺失的 ${column} 填为${words[how]} ${said}`]
        : [
            `Fill missing ${column} with its ${how} by ${groups.by}, else ${said}`,
            `缺失的 ${column} 按 ${groups.by} 填为${words[how]}，否则为 ${said}`,
          ]
  const fitted: Fitted = { [how]: visible, ...(groups === undefined ? {} : { by: groups.by, groups: groups.values.length }) }
  return {
    kind: 'fill',
    step: `fill(${column})`,
    text: text(en, zh),
    column,
    fitted,
    needs: groups === undefined ? [column] : [column, groups.by],
    apply: (input) => apply(column, value, groups, input),
  }
}

function apply(column: string, value: FillValue, groups: Groups | undefined, { relation, types }: StepInput) {
  const missing = isMissing(columnRef(column), types.get(column)!)
  const grouped = groups !== undefined && groups.values.length > 0
  const base = grouped ? withGroups(relation, groups) : relation
  const after = grouped ? fn('coalesce', columnRef(valueName), lit(value)) : lit(value)
  const filled = replaced(base, column, fn('if', missing, after, columnRef(column)))
  // The group's value was only needed for filling.
  if (grouped) filled._select = filled._select.filter((clause) => clause.alias !== valueName)
  return {
    // A join gives its rows in no order of its own.
    relation: { ...relation, query: filled, ordered: relation.ordered && !grouped },
    changed: { column, when: missing, after, ...(grouped ? { from: base } : {}) },
  }
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
