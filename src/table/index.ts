export { addVerb } from './add-verb.ts'
export type { Danfo } from './bridge/danfo.ts'
export { compile, compileExpression } from './expression/compile.ts'
export type { ExpressionContext, WindowUse } from './expression/context.ts'
export { functionNames } from './expression/functions.ts'
export { type Op, op } from './expression/op.ts'
export { refusedFunctions, refusedVerbs } from './expression/refused.ts'
export { fingerprintOf } from './fingerprint.ts'
export { type FromOptions, from } from './from.ts'
export type { ForeignTable, InMemory, RowOf } from './from-columns.ts'
export { type DanfoFrame, fromDanfo } from './from-danfo.ts'
export { relationOf, type TableOptions, tableFrom } from './make.ts'
export {
  columnRef,
  hiddenName,
  keep,
  type OrderKey,
  quoteName,
  type Relation,
  relation,
  requireColumns,
  type SourceInfo,
  selectFrom,
  withTotalOrder,
} from './relation.ts'
export { schemaOf } from './schema.ts'
export { isSql, orderedQuery, orderNodes, sql, sqlOf, toSQL } from './sql.ts'
export { Table } from './table.ts'
export type {
  AnyRow,
  AnyTable,
  Columns,
  ElementOf,
  Expr,
  In,
  Joined,
  JoinTest,
  ListsOf,
  Merged,
  Nullable,
  Of,
  On,
  Renamed,
  Scope,
  Simplify,
  Sql,
  SqlValue,
  Stacked,
  Values,
  Widen,
} from './types.ts'
export { derived } from './verbs/derived.ts'
export type { FoldOptions } from './verbs/fold.ts'
export type { ImputeOptions } from './verbs/impute.ts'
export type { JoinKind } from './verbs/join.ts'
export { type Descending, desc } from './verbs/orderby.ts'
export type { PivotOptions, PivotValues } from './verbs/pivot.ts'
export type { Reject } from './verbs/rejects.ts'
export type { Place } from './verbs/relocate.ts'
export type { SampleOptions } from './verbs/sample.ts'
export type { SpreadOptions } from './verbs/spread.ts'
export type { UnrollOptions } from './verbs/unroll.ts'
export { tableBundle } from './view/bundle.ts'
export { cellValue } from './view/cell.ts'
export { tableHtml } from './view/html.ts'
export { tableMarkdown } from './view/markdown.ts'
export { personalColumns } from './view/personal.ts'
export { tableText } from './view/plain.ts'
export { type TableViewOptions, tableView } from './view/table-view.ts'
export { rowTypeText, tableTypeText } from './view/type-text.ts'
