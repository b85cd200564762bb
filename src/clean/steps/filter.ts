import { fn } from '../../engine/index.ts'
import { compileExpression, type Scope, type Sql } from '../../table/index.ts'
import { text } from '../../util/index.ts'
import { where } from '../sql.ts'
import type { FittedStep, Step } from './step.ts'

/** Keeps the rows for which a test holds; rows for which it is null go too, as in a table's `filter`. */
// biome-ignore lint/suspicious/noExplicitAny: the row was checked where the step was written
export function filter(name: string | undefined, test: ((row: any) => unknown) | Sql, scope?: Scope): Step {
  const shown = name ?? (typeof test === 'function' ? String(test) : test.strings.join('?'))
  const fitted: FittedStep = {
    kind: 'filter',
    step: `filter(${name ?? '…'})`,
    text: text(`Keep rows where ${shown}`, `保留满足条件的行：${shown}`),
    needs: [],
    apply({ relation, types }) {
      const condition = fn(
        'coalesce',
        compileExpression(test, { columns: relation.columns, types: Object.fromEntries(types), scope, kind: 'row' }),
        false,
      )
      return { relation: where(relation, condition), removed: fn('not', condition) }
    },
  }
  return { kind: 'filter', needs: [], fit: async () => fitted }
}
