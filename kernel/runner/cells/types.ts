import { typeSymbol } from 'assay/protocol'

const patienceMs = 1000

function typeOf(name: string): string | PromiseLike<string> | undefined {
  try {
    const value = (globalThis as Record<string, unknown>)[name] as { [typeSymbol]?: string | PromiseLike<string> } | null | undefined
    return value === null || value === undefined ? undefined : value[typeSymbol]
  } catch {
    return undefined
  }
}

/** The types, as text, that the values of these globals name for themselves; undefined when none does. */
export async function declaredTypes(names: readonly string[]): Promise<Record<string, string> | undefined> {
  const types: Record<string, string> = {}
  const waits: Promise<void>[] = []
  for (const name of names) {
    const type = typeOf(name)
    if (typeof type === 'string') types[name] = type
    else if (typeof type?.then === 'function')
      waits.push(
        Promise.resolve(type).then(
          (text) => {
            if (typeof text === 'string') types[name] = text
          },
          () => undefined,
        ),
      )
  }
  if (waits.length > 0) {
    const patience = Promise.withResolvers<void>()
    const timer = setTimeout(patience.resolve, patienceMs)
    await Promise.race([Promise.all(waits), patience.promise])
    clearTimeout(timer)
  }
  return Object.keys(types).length === 0 ? undefined : { ...types }
}
