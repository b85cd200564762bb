import { unknownColumn } from '../../util/index.ts'
import type { ReadContext } from './context.ts'

/** Throws for a type given to a column that the file does not have; one of several files may lack it. */
export function requireTypes(context: Pick<ReadContext, 'options' | 'several'>, names: readonly string[]): void {
  if (context.several === true) return
  for (const name of Object.keys(context.options.types ?? {}))
    if (!names.includes(name)) throw unknownColumn(name, names, 'give a type to column')
}
