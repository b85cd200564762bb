import type { Scope, Sql } from '../../table/index.ts'
import { text } from '../../util/index.ts'
import { not } from '../plan/sql.ts'
import type { RowKind } from './kind.ts'

/** The expression of a row rule: an arrow function over a row, or SQL, and the outside values it reads. */
export interface RowTest {
  // biome-ignore lint/suspicious/noExplicitAny: the type of the row was checked where the rule was written
  readonly test: ((row: any) => unknown) | Sql
  readonly scope?: Scope
}

declare module '../rule.ts' {
  interface RuleArgs {
    /** An expression over a row holds. */
    row: RowTest & { readonly sentence: string }
  }
}

/** Rows for which the expression is false fail. One that is null, because a value is missing, holds: ask `required` for the value. */
export const rowKind: RowKind<'row'> = {
  kind: 'row',
  scope: 'row',
  dimension: 'consistency',
  text: ({ args }) => text(args.sentence, args.sentence),
  reason: ({ args }) => text(`Not so: ${args.sentence}`, `不符合：${args.sentence}`),
  failing: ({ args }, context) => not(context.compile(args)),
}
