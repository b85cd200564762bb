/** Node's globals that cannot be assigned as they stand (`crypto`, `navigator`, ...): a cell that declares one redefines it first. */
export const guardedGlobals: ReadonlySet<string> = new Set(
  Object.entries(Object.getOwnPropertyDescriptors(globalThis))
    .filter(
      ([, property]) => property.configurable && (property.get !== undefined || property.set !== undefined || property.writable === false),
    )
    .map(([name]) => name),
)
