import type { Table as ArrowTable } from '@uwdata/flechette'
import type { ColumnTable } from 'arquero'
import type { Task } from '../util/index.ts'
import { TableBase } from './base.ts'
import { toArquero } from './bridge/arquero.ts'
import { toArrow, toArrowIPC } from './bridge/arrow.ts'
import { countRows } from './bridge/count.ts'
import { explain } from './bridge/explain.ts'
import { readRows } from './bridge/rows.ts'
import { write } from './bridge/write.ts'
import { relation } from './relation.ts'
import { sqlOf } from './sql.ts'
import type { Columns, Expr, In, Scope, Simplify, Sql, Values } from './types.ts'
import { dedupe } from './verbs/dedupe.ts'
import { derive } from './verbs/derive.ts'
import { filter } from './verbs/filter.ts'
import { groupby, ungroup } from './verbs/groupby.ts'
import { type JoinKeys, join, lookup, matching } from './verbs/join.ts'
import { type Descending, orderby } from './verbs/orderby.ts'
import { type Reject, rejects } from './verbs/rejects.ts'
import { reveal } from './verbs/reveal.ts'
import { rollup } from './verbs/rollup.ts'
import { type SampleOptions, sample } from './verbs/sample.ts'
import { rename, select } from './verbs/select.ts'
import { slice } from './verbs/slice.ts'

/** The columns of two joined tables: the right one's keys go, and what is left of its names that are taken gets `_2`. */
export type Joined<R, S, K> = Simplify<R & { [C in Exclude<keyof S, K> as C extends keyof R & string ? `${C}_2` : C]: S[C] }>

/** The columns of `R`, some under new names. */
export type Renamed<R, N> = Simplify<{ [C in keyof R as C extends string ? NewName<C, N> : C]: R[C] }>

/** The new name of a column. */
export type NewName<K extends string, N> = K extends keyof N ? (N[K] extends string ? N[K] : K) : K

/**
 * Rows with named columns, on an engine. Verbs are lazy: each gives a new table at once, and nothing runs until rows are asked for.
 *
 * Expressions are arrow functions over a row; they are read, never called, and become SQL. Null propagates in them.
 */
export class Table<R extends object, G extends string = never> extends TableBase<R> {
  /** Keeps the rows for which the test holds; rows for which it is null go. */
  filter(test: ((row: In<R>) => boolean) | Sql<unknown>, scope?: Scope): Table<R, G> {
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

  /** Pairs of rows whose keys are equal, in the order of this table, then of the other. Columns of the other whose names are taken get `_2`. */
  join<S extends object, const K extends Columns<R> & Columns<S>>(other: Table<S>, on: K | readonly K[]): Table<Joined<R, S, K>> {
    return new Table(join(this[relation], other[relation], on as JoinKeys))
  }

  /** As `join`, and keeps the rows of this table that have no match. */
  join_left<S extends object, const K extends Columns<R> & Columns<S>>(
    other: Table<S>,
    on: K | readonly K[],
  ): Table<Joined<R, { [C in keyof S]: S[C] | null }, K>> {
    return new Table(join(this[relation], other[relation], on as JoinKeys, 'left'))
  }

  /** As `join`, and keeps the rows of the other table that have no match. */
  join_right<S extends object, const K extends Columns<R> & Columns<S>>(
    other: Table<S>,
    on: K | readonly K[],
  ): Table<Joined<{ [C in keyof R]: R[C] | null }, S, K>> {
    return new Table(join(this[relation], other[relation], on as JoinKeys, 'right'))
  }

  /** As `join`, and keeps the rows of both tables that have no match. */
  join_full<S extends object, const K extends Columns<R> & Columns<S>>(
    other: Table<S>,
    on: K | readonly K[],
  ): Table<Joined<{ [C in keyof R]: R[C] | null }, { [C in keyof S]: S[C] | null }, K>> {
    return new Table(join(this[relation], other[relation], on as JoinKeys, 'full'))
  }

  /** Keeps the rows that have a match in the other table. */
  semijoin<S extends object, const K extends Columns<R> & Columns<S>>(other: Table<S>, on: K | readonly K[]): Table<R, G> {
    return new Table(matching(this[relation], other[relation], on as JoinKeys, true))
  }

  /** Keeps the rows that have no match in the other table. */
  antijoin<S extends object, const K extends Columns<R> & Columns<S>>(other: Table<S>, on: K | readonly K[]): Table<R, G> {
    return new Table(matching(this[relation], other[relation], on as JoinKeys, false))
  }

  /** Adds columns of another table by key. Of several rows with a key the last gives the values; without one they are null. */
  lookup<S extends object, const K extends Columns<R> & Columns<S>, const V extends Columns<S>>(
    other: Table<S>,
    on: K | readonly K[],
    ...values: V[]
  ): Table<Simplify<Omit<R, V> & { [C in V]: S[C] | null }>, G> {
    return new Table(lookup(this[relation], other[relation], on as JoinKeys, values))
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
