type Path = readonly (string | number)[]

/** Takes binary values out of a state: what is left is JSON, and each path says where a buffer was. Lists keep their length. */
export function withoutBuffers(state: unknown): { state: unknown; paths: Path[]; buffers: Uint8Array[] } {
  const paths: Path[] = []
  const buffers: Uint8Array[] = []
  const visit = (value: unknown, path: Path): unknown => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      paths.push(path)
      buffers.push(value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
      return undefined
    }
    if (Array.isArray(value)) return value.map((item, at) => visit(item, [...path, at]) ?? null)
    if (typeof value !== 'object' || value === null || 'toJSON' in value) return value
    const entries = Object.entries(value).map(([key, item]) => [key, visit(item, [...path, key])] as const)
    return Object.fromEntries(entries.filter(([, item]) => item !== undefined))
  }
  return { state: visit(state, []), paths, buffers }
}

/** Puts buffers back where the paths say. What is no path into the state is left out. */
export function putBuffers(state: Record<string, unknown>, paths: readonly Path[], buffers: readonly Uint8Array[]): void {
  for (const [at, path] of paths.entries()) {
    let target: unknown = state
    for (const key of path.slice(0, -1))
      target = Object.hasOwn((target ?? {}) as object, key) ? (target as Record<string, unknown>)[key] : undefined
    const last = path.at(-1)
    if (typeof target === 'object' && target !== null && last !== undefined && last !== '__proto__')
      (target as Record<string, unknown>)[last] = buffers[at]
  }
}
