import { relationOf, Table } from '../../table/index.ts'
import { quoted, text } from '../../util/index.ts'
import type { Step } from './step.ts'

/** Keeps the first of the rows that are equal in the keys, or in all columns. Missing values are equal to each other. */
export function dropRepeats(keys: readonly string[]): Step {
  return {
    kind: 'dropRepeats',
    needs: keys,
    fit: async () => ({
      kind: 'dropRepeats',
      step: keys.length === 0 ? 'dropRepeats' : `dropRepeats(${keys.join(', ')})`,
      text:
        keys.length === 0
          ? text('Drop exact repeats of earlier rows', '删除与前面完全重复的行')
          : text(`Drop rows that repeat an earlier one in ${quoted(keys)}`, `删除在 ${quoted(keys)} 上与前面重复的行`),
      needs: keys,
      apply: ({ relation }) => ({
        relation: relationOf(new Table<Record<string, unknown>>(relation).dedupe(...keys)),
        removed: 'compared',
      }),
    }),
  }
}
