import type { Relation } from '../relation.ts'

/** Throws when tables that are to meet live on different engines. */
export function requireOneEngine(relations: readonly Relation[], doing: string): void {
  if (relations.some((r) => r.engine !== relations[0]?.engine))
    throw new TypeError(`Cannot ${doing}: the tables are on different engines. Write one to a file and open it on the other`)
}
