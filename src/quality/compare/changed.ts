import { type ExprNode, FunctionNode, LiteralNode, type Query } from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import type { PersonalKind } from '../../protocol/index.ts'
import { type AnyRow, columnRef, derived, type Relation, selectFrom, Table } from '../../table/index.ts'
import { afterName, beforeName, differs, keyed, type Paired, pairs, type Side } from './pairing.ts'

const [rowName, positionName, changesName] = ['__assay_changed_row', '__assay_changed_column', '__assay_changes']
const parts = ['column', 'before', 'after'] as const

/** The rows of one table whose keys the other lacks. */
export function unmatched(side: Side, other: Side, key: readonly Paired[]): Relation {
  const r = side.relation
  const [left, right] = [beforeName, afterName]
  const entries = [...r.columns, ...r.hidden].map((name): [string, ExprNode] => [name, columnRef(name, left)])
  const query = pairs([left, keyed(side, key)], [right, keyed(other, key)], key, 'ANTI', entries)
  return derived(r, { query, ordered: false, groups: [], origins: [...r.origins, ...other.relation.origins] })
}

/** Every changed cell as a row: key, column, value before and after. Personal values read `•••`. */
export function changedCells(
  before: Side,
  after: Side,
  key: readonly Paired[],
  columns: readonly Paired[],
  personal: ReadonlyMap<string, PersonalKind>,
): Table<AnyRow> {
  const r = after.relation
  const names = key.map(({ name }) => name)
  const [column, was, is] = parts.map((part) => freeName(part, names)) as [string, string, string]
  const row = r.rowNumber ?? r.order.at(-1)!.column
  const changes = columns.map((one, i) => fn('if', differs(one), change(one, i, personal.has(one.name)), null))
  const query = pairs([beforeName, keyed(before, key)], [afterName, keyed(after, key)], key, 'INNER', [
    ...names.map((name): [string, ExprNode] => [name, columnRef(name, afterName)]),
    [rowName, columnRef(row, afterName)],
    [changesName, changes.length === 0 ? fn('list', noChange()) : fn('list', ...changes)],
  ])
  query._where = [changes.length === 0 ? new LiteralNode(false) : anyOf(columns.map(differs))]
  const keep = [...names, rowName].map((name): [string, ExprNode] => [name, columnRef(name)])
  const cells = selectFrom(query as Query, [
    ...keep,
    [changesName, new FunctionNode('unnest', [fn('list_present', columnRef(changesName))])],
  ])
  const field = (name: string) => fn('field', columnRef(changesName), name)
  const whole = selectFrom(cells as Query, [
    ...keep,
    [positionName, field('position')],
    [column, field('column')],
    [was, field('before')],
    [is, field('after')],
  ])
  const { sealed: _, ...rest } = r
  return new Table<AnyRow>(
    derived(rest, {
      query: whole,
      columns: [...names, column, was, is],
      types: { ...Object.fromEntries(key.map(({ name, type }) => [name, type])), [column]: 'text', [was]: 'text', [is]: 'text' },
      name: r.name === '' ? 'changed' : `${r.name}-changed`,
      rowNumber: null,
      hidden: [rowName, positionName],
      groups: [],
      order: [
        { column: rowName, descending: false },
        { column: positionName, descending: false },
      ],
      ordered: false,
      origins: [...r.origins, ...before.relation.origins],
    }),
  )
}

/** Whether any of some conditions holds. */
export function anyOf(conditions: readonly ExprNode[]): ExprNode {
  return conditions.length === 1 ? conditions[0]! : fn('or', ...conditions)
}

function change({ name }: Paired, position: number, personal: boolean): ExprNode {
  const shown = (side: string) => {
    const value = columnRef(name, side)
    return personal ? fn('if', fn('is_missing', value), null, '•••') : fn('to_text', value)
  }
  return fn('struct', 'column', name, 'position', position, 'before', shown(beforeName), 'after', shown(afterName))
}

const noChange = (): ExprNode =>
  fn('struct', 'column', '', 'position', 0, 'before', fn('cast', null, 'text'), 'after', fn('cast', null, 'text'))

function freeName(stem: string, taken: readonly string[]): string {
  const lower = taken.map((name) => name.toLowerCase())
  let name = stem
  for (let i = 2; lower.includes(name); i++) name = `${stem}_${i}`
  return name
}
