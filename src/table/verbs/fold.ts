import { CaseNode, type ExprNode, eq, FromClauseNode, JoinNode, literal, Query, SetOperation, WhenNode } from '@uwdata/mosaic-sql'
import { commonType } from '../expression/value.ts'
import {
  columnRef,
  hiddenName,
  keep,
  type Relation,
  requireColumns,
  requireDistinctNames,
  selectList,
  sourceNamesOf,
  withTotalOrder,
} from '../relation.ts'
import { derived, keepOrder, typesOf } from './derived.ts'
import { placeKeys } from './place.ts'

/** What the columns are called that a fold makes. */
export interface FoldOptions<K extends string = string, V extends string = string> {
  /** Names of the column of names and the column of values; `key` and `value` by default. */
  readonly as?: readonly [K, V]
}

/** Each row becomes one for each folded column: its name in one column, its value in another. */
export function fold(before: Relation, columns: readonly string[], { as = ['key', 'value'] }: FoldOptions = {}): Relation {
  requireColumns(columns, before.columns, 'fold column')
  const names = [...new Set(columns)]
  if (names.length === 0) throw new RangeError('Cannot fold no columns: name those whose values are to stand below each other')
  const [key, value] = as
  const rest = before.columns.filter((name) => !names.includes(name))
  requireDistinctNames([...before.hidden, ...rest, key, value], 'fold to column')
  const r = keepOrder(withTotalOrder(before), names)
  const index = hiddenName('fold', r, { ...r, columns: [key, value] })
  const which = columnRef(index)
  const choice = (of: (name: string) => ExprNode) =>
    names.length === 1
      ? of(names[0] as string)
      : new CaseNode(
          undefined,
          names.map((name, i) => new WhenNode(eq(which, literal(i)), of(name))),
        )
  const query = Query.select()
  query._select = selectList([
    ...keep(rest),
    [key, choice((name) => literal(name))],
    [value, choice((name) => columnRef(name))],
    ...keep([...r.hidden, index]),
  ])
  query._from = [
    new JoinNode(new FromClauseNode(r.query as never, 'rows'), new FromClauseNode(indices(names.length, index) as never, 'folds'), 'CROSS'),
  ]
  const type = names
    .map((name) => r.types[name] ?? 'unknown')
    .reduce((a, b) => (a === 'unknown' || b === 'unknown' ? 'unknown' : commonType(a, b)))
  const hides = (list: readonly string[] | undefined) => [
    ...(list ?? []).filter((name) => rest.includes(name)),
    ...(names.some((name) => list?.includes(name)) ? [value] : []),
  ]
  return derived(r, {
    query,
    columns: [...rest, key, value],
    types: { ...typesOf(r, rest), [key]: 'text', ...(type === 'unknown' ? {} : { [value]: type }) },
    rowNumber: null,
    hidden: [...r.hidden, index],
    groups: r.groups.filter((name) => rest.includes(name)),
    order: [...placeKeys(r), { column: index, descending: false }],
    ordered: false,
    revealed: names.every((name) => r.revealed.includes(name)) ? hides(r.revealed) : r.revealed.filter((name) => rest.includes(name)),
    sealed: hides(r.sealed),
    bigints: hides(r.bigints),
    sourceNames: Object.fromEntries([
      ...rest.map((name) => [name, sourceNamesOf(r, name)] as const),
      [key, []],
      [value, names.flatMap((name) => sourceNamesOf(r, name))],
    ]),
  })
}

/** The numbers from 0 on, a row each. */
function indices(count: number, name: string): Query {
  const rows = Array.from({ length: count }, (_, i) => {
    const row = Query.select()
    row._select = selectList([[name, literal(i)]])
    return row
  })
  return rows.length === 1 ? (rows[0] as Query) : new SetOperation('UNION ALL', rows)
}
