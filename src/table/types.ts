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

/** An expression over a row: an arrow function, or SQL. */
export type Expr<R> = ((row: In<R>) => unknown) | Sql<unknown>

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
