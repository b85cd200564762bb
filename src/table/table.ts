import type { Table as ArrowTable } from '@uwdata/flechette'
import type { ColumnTable } from 'arquero'
import type { Task } from '../util/index.ts'
import { TableBase } from './base.ts'
import { toArquero } from './bridge/arquero.ts'
import { toArrow, toArrowIPC } from './bridge/arrow.ts'
import { countRows } from './bridge/count.ts'
import { type Danfo, toDanfo } from './bridge/danfo.ts'
import { explain } from './bridge/explain.ts'
import { readRows } from './bridge/rows.ts'
import { write } from './bridge/write.ts'
import { relation } from './relation.ts'
import { sqlOf } from './sql.ts'
import type {
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
  NewName,
  Nullable,
  Of,
  On,
  Renamed,
  Scope,
  Simplify,
  Sql,
  Stacked,
  Values,
} from './types.ts'
import { concat, union } from './verbs/concat.ts'
import { dedupe } from './verbs/dedupe.ts'
import { derive } from './verbs/derive.ts'
import { except, intersect } from './verbs/except.ts'
import { filter } from './verbs/filter.ts'
import { type FoldOptions, fold } from './verbs/fold.ts'
import { groupby, params, ungroup } from './verbs/groupby.ts'
import { type ImputeOptions, impute } from './verbs/impute.ts'
import { cross, type JoinKeys, join, lookup, matching } from './verbs/join.ts'
import { type Descending, orderby } from './verbs/orderby.ts'
import { type PivotOptions, type PivotValues, pivot, pivotAll } from './verbs/pivot.ts'
import { type Reject, rejects } from './verbs/rejects.ts'
import { type Place, relocate } from './verbs/relocate.ts'
import { reveal } from './verbs/reveal.ts'
import { rollup } from './verbs/rollup.ts'
import { type SampleOptions, sample } from './verbs/sample.ts'
import { rename, select } from './verbs/select.ts'
import { slice } from './verbs/slice.ts'
import { type SpreadOptions, spread, spreadAll } from './verbs/spread.ts'
import { unorder } from './verbs/unorder.ts'
import { type Lists, type UnrollOptions, unroll } from './verbs/unroll.ts'

const listOf = (names: string | readonly string[]) => (typeof names === 'string' ? [names] : names)

/**
 * Rows with named columns, on an engine. Verbs are lazy: each gives a new table at once, and nothing runs until rows are asked for.
 *
 * Expressions are arrow functions over a row; they are read, never called, and become SQL. Null propagates in them.
 */
export class Table<R extends object, G extends string = never> extends TableBase<R> {
  /** Keeps the rows for which the test holds; rows for which it is null go. */
  filter(test: ((row: In<R>, outside: AnyRow) => boolean) | Sql<unknown>, scope?: Scope): Table<R, G> {
    return new Table(filter(this[relation], test, scope))
  }

  /** Adds columns, or replaces them. Each expression sees the columns as they were before. */
  derive<D extends Record<string, Expr<R>>>(
    values: D & Record<string, Expr<R>>,
    scope?: Scope,
  ): Table<Simplify<Omit<R, keyof D> & Values<D>>, G> {
    return new Table(derive(this[relation], values, scope))
  }

  /** Keeps some columns, in the order given. */
  select<K extends Columns<R>>(...columns: K[]): Table<Simplify<Pick<R, K>>, Extract<G, K>> {
    return new Table(select(this[relation], columns))
  }

  /** Gives columns other names: `rename({ old: 'new' })`. */
  rename<const N extends { readonly [K in Columns<R>]?: string }>(names: N): Table<Renamed<R, N>, NewName<G, N>> {
    return new Table(rename(this[relation], names as Record<string, string>))
  }

  /** Makes the next verbs work by group. */
  groupby<K extends Columns<R>>(...keys: K[]): Table<R, K> {
    return new Table(groupby(this[relation], keys))
  }

  /** Ends the work by group. */
  ungroup(): Table<R> {
    return new Table(ungroup(this[relation]))
  }

  /** One row a group, sorted by the groups' keys; without groups, one row. */
  rollup<D extends Record<string, Expr<R>>>(
    values: D & Record<string, Expr<R>>,
    scope?: Scope,
  ): Table<Simplify<Pick<R, G & keyof R> & Values<D>>> {
    return new Table(rollup(this[relation], values, scope))
  }

  /**
   * Pairs of rows whose keys are equal, in the order of this table, then of the other. Columns of the other whose names are taken get `_2`.
   *
   * @param on columns that both have, `{ left: 'right' }` where names differ, or a test `(a, b) => boolean` of a row of each
   */
  join<S extends object>(other: Table<S>, on: JoinTest<R, S>, scope?: Scope): Table<Joined<R, S, never>>
  join<S extends object, const O extends On<R, S>>(other: Table<S>, on: O): Table<Joined<R, S, Merged<O>>>
  join(other: AnyTable, on: unknown, scope?: Scope): unknown {
    return new Table(join(this[relation], other[relation], on as JoinKeys, 'inner', scope))
  }

  /** As `join`, and keeps the rows of this table that have no match. */
  join_left<S extends object>(other: Table<S>, on: JoinTest<R, S>, scope?: Scope): Table<Joined<R, Nullable<S>, never>>
  join_left<S extends object, const O extends On<R, S>>(other: Table<S>, on: O): Table<Joined<R, Nullable<S>, Merged<O>>>
  join_left(other: AnyTable, on: unknown, scope?: Scope): unknown {
    return new Table(join(this[relation], other[relation], on as JoinKeys, 'left', scope))
  }

  /** As `join`, and keeps the rows of the other table that have no match. */
  join_right<S extends object>(other: Table<S>, on: JoinTest<R, S>, scope?: Scope): Table<Joined<Nullable<R>, S, never>>
  join_right<S extends object, const O extends On<R, S>>(other: Table<S>, on: O): Table<Joined<Nullable<R>, S, Merged<O>>>
  join_right(other: AnyTable, on: unknown, scope?: Scope): unknown {
    return new Table(join(this[relation], other[relation], on as JoinKeys, 'right', scope))
  }

  /** As `join`, and keeps the rows of both tables that have no match. */
  join_full<S extends object>(other: Table<S>, on: JoinTest<R, S>, scope?: Scope): Table<Joined<Nullable<R>, Nullable<S>, never>>
  join_full<S extends object, const O extends On<R, S>>(other: Table<S>, on: O): Table<Joined<Nullable<R>, Nullable<S>, Merged<O>>>
  join_full(other: AnyTable, on: unknown, scope?: Scope): unknown {
    return new Table(join(this[relation], other[relation], on as JoinKeys, 'full', scope))
  }

  /** All pairs of rows of two tables. */
  cross<S extends object>(other: Table<S>): Table<Joined<R, S, never>> {
    return new Table(cross(this[relation], other[relation]))
  }

  /** Keeps the rows that have a match in the other table. */
  semijoin<S extends object>(other: Table<S>, on: JoinTest<R, S>, scope?: Scope): Table<R, G>
  semijoin<S extends object, const O extends On<R, S>>(other: Table<S>, on: O): Table<R, G>
  semijoin(other: AnyTable, on: unknown, scope?: Scope): unknown {
    return new Table(matching(this[relation], other[relation], on as JoinKeys, true, scope))
  }

  /** Keeps the rows that have no match in the other table. */
  antijoin<S extends object>(other: Table<S>, on: JoinTest<R, S>, scope?: Scope): Table<R, G>
  antijoin<S extends object, const O extends On<R, S>>(other: Table<S>, on: O): Table<R, G>
  antijoin(other: AnyTable, on: unknown, scope?: Scope): unknown {
    return new Table(matching(this[relation], other[relation], on as JoinKeys, false, scope))
  }

  /** Adds columns of another table by key. Of several rows with a key the last gives the values; without one they are null. */
  lookup<S extends object, const K extends Columns<R> & Columns<S>, const V extends Columns<S>>(
    other: Table<S>,
    on: K | readonly K[],
    ...values: V[]
  ): Table<Simplify<Omit<R, V> & { [C in V]: S[C] | null }>, G> {
    return new Table(lookup(this[relation], other[relation], on as string | readonly string[], values))
  }

  /** Orders rows by columns, `desc('column')` for largest first; nulls come last, ties keep the order of the file. */
  orderby(...by: (Columns<R> | Descending<Columns<R>>)[]): Table<R, G> {
    return new Table(orderby(this[relation], by))
  }

  /** Keeps the rows from `start` to before `end`, counted from 0, by group if there are groups. Negative ones count from the end. */
  slice(start: number, end?: number): Table<R, G> {
    return new Table(slice(this[relation], start, end))
  }

  /** Takes `count` rows at random, by group if there are groups: the same ones for the same seed. They keep their order. */
  sample(count: number, options?: SampleOptions): Table<R, G> {
    return new Table(sample(this[relation], count, options))
  }

  /** Keeps the first of the rows that are equal in the keys, or in all columns. */
  dedupe(...keys: Columns<R>[]): Table<R, G> {
    return new Table(dedupe(this[relation], keys))
  }

  /** Takes back what `orderby` asked for: rows are in the order of their source again. */
  unorder(): Table<R, G> {
    return new Table(unorder(this[relation]))
  }

  /** Moves columns right before another one, or right after it: `relocate('total', { before: 'qty' })`. */
  relocate<K extends Columns<R>>(columns: K | readonly K[], place: Place<Columns<R>>): Table<R, G> {
    return new Table(relocate(this[relation], listOf(columns), place))
  }

  /** Gives outside values to the expressions of all verbs from here on: `table.params({ floor: 3 }).filter((o) => o.qty > floor)`. */
  params(values: Scope): Table<R, G> {
    return new Table(params(this[relation], values))
  }

  /** The rows of this table, then those of others: columns meet by name, and those that another table lacks are null. */
  concat<S extends object>(...others: Table<S, string>[]): Table<Stacked<R, S>> {
    return new Table(
      concat(
        this[relation],
        others.map((other) => other[relation]),
      ),
    )
  }

  /** As `concat`, with each of equal rows once. */
  union<S extends object>(...others: Table<S, string>[]): Table<Stacked<R, S>> {
    return new Table(
      union(
        this[relation],
        others.map((other) => other[relation]),
      ),
    )
  }

  /** The rows that none of the others has in the columns of this table, each once; nulls are equal to each other. */
  except(...others: Table<{ [K in keyof R]: unknown }, string>[]): Table<R, G> {
    return new Table(
      except(
        this[relation],
        others.map((other) => other[relation]),
      ),
    )
  }

  /** The rows that all of the others have in the columns of this table, each once; nulls are equal to each other. */
  intersect(...others: Table<{ [K in keyof R]: unknown }, string>[]): Table<R, G> {
    return new Table(
      intersect(
        this[relation],
        others.map((other) => other[relation]),
      ),
    )
  }

  /** Each row becomes one for each of the columns: its name in the column `key`, its value in `value`, or as `as` calls them. */
  fold<K extends Columns<R>, const N extends string = 'key', const V extends string = 'value'>(
    columns: K | readonly K[],
    options?: FoldOptions<N, V>,
  ): Table<Simplify<Omit<R, K> & { [C in N]: K } & { [C in V]: R[K] }>, Exclude<G, K>> {
    return new Table(fold(this[relation], listOf(columns), options))
  }

  /**
   * The values of columns become columns: one row a group, sorted by the groups' keys, or one row.
   *
   * With `keys` nothing has to run first. Without them the values are read, and the table comes as a task: `await` it.
   *
   * @param values columns, whose first value is taken, or expressions over the rows of a group
   */
  pivot<const N extends string, V extends Columns<R>>(
    on: Columns<R> | readonly Columns<R>[],
    values: V,
    options: PivotOptions & { readonly keys: readonly N[] },
  ): Table<Simplify<Pick<R, G & keyof R> & { [C in N]: R[V] | null }>>
  pivot<D extends Record<string, Expr<R>>>(
    on: Columns<R> | readonly Columns<R>[],
    values: Columns<R> | readonly Columns<R>[] | (D & Record<string, Expr<R>>),
    options: PivotOptions & { readonly keys: readonly string[] },
    scope?: Scope,
  ): Table<AnyRow>
  pivot<D extends Record<string, Expr<R>>>(
    on: Columns<R> | readonly Columns<R>[],
    values: Columns<R> | readonly Columns<R>[] | (D & Record<string, Expr<R>>),
    options?: PivotOptions,
    scope?: Scope,
  ): Task<Table<AnyRow>>
  pivot(
    on: string | readonly string[],
    values: PivotValues,
    options: PivotOptions = {},
    scope?: Scope,
  ): Table<AnyRow> | Task<Table<AnyRow>> {
    const { keys } = options
    if (keys !== undefined) return new Table(pivot(this[relation], listOf(on), values, keys, options, scope))
    return pivotAll(this[relation], listOf(on), values, options, scope, (made) => new Table<AnyRow>(made))
  }

  /**
   * Puts the elements of a list in columns of their own, `name_1`, `name_2`..., or as `as` calls them.
   *
   * With `as` or `limit` nothing has to run first. Without them the longest list is looked for, and the table comes as a task: `await` it.
   */
  spread<K extends Columns<R>, const A extends string>(
    column: K,
    options: SpreadOptions & { readonly as: readonly A[] },
  ): Table<Simplify<Omit<R, K> & { [C in A]: ElementOf<R[K]> }>>
  spread(lists: ListsOf<R>, options: SpreadOptions & { readonly limit: number }, scope?: Scope): Table<AnyRow>
  spread(lists: ListsOf<R>, options: SpreadOptions & { readonly as: readonly string[] }, scope?: Scope): Table<AnyRow>
  spread(lists: ListsOf<R>, options?: SpreadOptions, scope?: Scope): Task<Table<AnyRow>>
  spread(lists: Lists, options: SpreadOptions = {}, scope?: Scope): Table<AnyRow> | Task<Table<AnyRow>> {
    if (options.limit !== undefined || options.as !== undefined) return new Table(spread(this[relation], lists, options, scope))
    return spreadAll(this[relation], lists, options, scope, (made) => new Table<AnyRow>(made))
  }

  /**
   * Each row becomes one for each element of its list; rows whose lists are empty or missing go. Several lists go side by side.
   *
   * @param lists columns that hold lists, or expressions that give them: `{ word: (d) => op.split(d.text, ' ') }`
   */
  unroll<K extends Columns<R>, const I extends string = never>(
    lists: K | readonly K[],
    options?: UnrollOptions<I>,
  ): Table<Simplify<Omit<R, K | I> & { [C in K]: ElementOf<R[C]> } & { [C in I]: number }>, Exclude<G, K>>
  unroll<D extends Record<string, Expr<R>>, const I extends string = never>(
    lists: D & Record<string, Expr<R>>,
    options?: UnrollOptions<I>,
    scope?: Scope,
  ): Table<Simplify<Omit<R, keyof D | I> & { [C in keyof D]: ElementOf<Of<D[C]>> } & { [C in I]: number }>, Exclude<G, keyof D>>
  unroll(lists: Lists, options?: UnrollOptions, scope?: Scope): Table<AnyRow, string> {
    return new Table(unroll(this[relation], lists, options, scope))
  }

  /**
   * Fills missing values by expressions over the rows of the group: `impute({ price: (o) => op.median(o.price) })`.
   *
   * @param options.expand columns whose combinations of values, by group, are all to be there: those that lack become rows, at the end
   */
  impute<D extends { readonly [K in Columns<R>]?: Expr<R> }>(
    values: D & { readonly [K in Columns<R>]?: Expr<R> },
    options?: ImputeOptions<Columns<R>>,
    scope?: Scope,
  ): Table<R, G> {
    return new Table(impute(this[relation], values as Record<string, Sql>, options, scope))
  }

  /** How many rows there are. */
  count(): Task<number> {
    return countRows(this[relation])
  }

  /** The rows as objects, in order; at most `limit` of them. */
  rows(limit?: number): Task<R[]> {
    return readRows<R>(this[relation], limit)
  }

  /** The rows as an arquero table, in memory. */
  toArquero(): Task<ColumnTable> {
    return toArquero(this[relation])
  }

  /** The rows as a data frame of danfojs, in memory; its module is given, as it is installed where it is used. */
  toDanfo<F>(danfo: Danfo<F>): Task<F> {
    return toDanfo(this[relation], danfo)
  }

  /** The rows as a flechette (Apache Arrow) table, in memory. Whole numbers are 64 bits, decimals become floating point. */
  toArrow(): Task<ArrowTable> {
    return toArrow(this[relation])
  }

  /** The rows as the bytes of an Arrow IPC stream, which every Arrow library reads. */
  toArrowIPC(): Task<Uint8Array> {
    return toArrowIPC(this[relation])
  }

  /**
   * Writes the rows to a file, whole or not at all. Its ending tells the format: `.csv .csv.gz .tsv .parquet .jsonl .arrow`.
   *
   * @throws RangeError for another ending
   */
  write(path: string): Task<void> {
    return write(this[relation], path)
  }

  /** The lines of the source that could not be read, with the reason. Every other line is a row. */
  get rejects(): Table<Reject> {
    return new Table(rejects(this[relation]))
  }

  /** Shows these columns as they are: displays mask columns that seem to hold personal data. The data itself is never masked by displaying it. */
  reveal<K extends Columns<R>>(...columns: K[]): Table<R, G> {
    return new Table(reveal(this[relation], columns))
  }

  /** The SQL of the table's rows. */
  toSQL(): string {
    return sqlOf(this[relation])
  }

  /** How the engine would run the query, as it says it. */
  explain(): Task<string> {
    return explain(this[relation])
  }
}
