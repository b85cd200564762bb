import type { Relation, relation } from './relation.ts'

/** The properties of a type, written out: what editors then show. */
export type Simplify<T> = { [K in keyof T]: T[K] } & {}

/** The names of a row's columns. */
export type Columns<R> = Extract<keyof R, string>

/** A row inside an expression. Null propagates there as in SQL, so operands have no nulls; results do. */
export type In<R> = { readonly [K in keyof R]: NonNullable<R[K]> }

/** The row of a table whose columns are not known before it runs. */
// biome-ignore lint/suspicious/noExplicitAny: columns that nobody knows yet may hold anything, and may be read by any name
export type AnyRow = Record<string, any>

/** What a SQL text can bind. */
export type SqlValue = string | number | boolean | bigint | Date | null | readonly (string | number)[]

/** An expression as SQL text with bound values, made by the `sql` template tag. */
export interface Sql<T = unknown> {
  readonly kind: 'sql'
  readonly strings: readonly string[]
  readonly values: readonly SqlValue[]
  /** The type of the expression's value; never set. */
  readonly type?: T
}

/** An expression over a row: an arrow function, or SQL. Outside values are read by their names, or from a second parameter as in arquero. */
export type Expr<R> = ((row: In<R>, outside: AnyRow) => unknown) | Sql<unknown>

/** The type of an expression's value. */
export type Of<E> = E extends (...args: never[]) => infer T ? T : E extends Sql<infer T> ? T : never

/** `1` is a number, `'a'` a text. */
export type Widen<T> = T extends number ? number : T extends string ? string : T extends boolean ? boolean : T

/** The columns that expressions make; each may be null. */
export type Values<D> = {
  [K in keyof D]: Of<D[K]> extends infer T ? (T extends boolean | string | number | Date ? Widen<T> | null : T) : never
}

/** Outside values of an expression, by name. */
export type Scope = Readonly<Record<string, unknown>>

/** A table, whatever its columns. */
export interface AnyTable {
  readonly kind: 'table'
  readonly columnNames: readonly string[]
  readonly [relation]: Relation
}

/** The columns of two joined tables: the right one's keys go, and what is left of its names that are taken gets `_2`. */
export type Joined<R, S, K> = Simplify<R & { [C in Exclude<keyof S, K> as C extends keyof R & string ? `${C}_2` : C]: S[C] }>

/** How rows of two tables meet by equal values: columns that both have, or `{ left: 'right' }` where names differ. */
export type On<R, S> = (Columns<R> & Columns<S>) | readonly (Columns<R> & Columns<S>)[] | { readonly [K in Columns<R>]?: Columns<S> }

/** Whether a row of one table belongs to a row of another. */
export type JoinTest<R, S> = (left: In<R>, right: In<S>, outside: AnyRow) => boolean

/** The columns that a join by equal names makes one. */
export type Merged<O> = O extends string ? O : O extends readonly (infer K)[] ? K : { [K in keyof O]: O[K] extends K ? K : never }[keyof O]

/** Columns that may all be missing. */
export type Nullable<R> = { [K in keyof R]: R[K] | null }

/** The columns of `R` with rows of `S` below: those that `S` lacks are null there. */
export type Stacked<R, S> = Simplify<{ [K in keyof R]: R[K] | (S extends unknown ? (K extends keyof S ? S[K] : null) : never) }>

/** What a list holds. */
export type ElementOf<L> = NonNullable<L> extends readonly (infer E)[] ? E | null : unknown

/** Columns that hold lists, or expressions that give them. */
export type ListsOf<R> = Columns<R> | readonly Columns<R>[] | Readonly<Record<string, Expr<R>>>

/** The columns of `R`, some under new names. */
export type Renamed<R, N> = Simplify<{ [C in keyof R as C extends string ? NewName<C, N> : C]: R[C] }>

/** The new name of a column. */
export type NewName<K extends string, N> = K extends keyof N ? (N[K] extends string ? N[K] : K) : K
