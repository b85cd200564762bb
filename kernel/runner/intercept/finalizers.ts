import { currentCell, inCell } from '../cells/cell.ts'

type Cleanup = (held: unknown) => void

/**
 * Finalizers run outside every cell. Gives them the cell that made the registry, so that a finalizer left over from a cancelled cell is known
 * for one. One that was cut short (its `finally` does not run then) is the last of its registry.
 */
export function interceptFinalizers(): void {
  const Native = globalThis.FinalizationRegistry
  function Registry(this: unknown, cleanup: Cleanup) {
    const cell = currentCell()
    if (new.target === undefined) return (Native as unknown as (cleanup: Cleanup) => unknown)(cleanup)
    if (cell === undefined || typeof cleanup !== 'function') return Reflect.construct(Native, [cleanup], new.target)
    let inside = false
    const call = (held: unknown) => {
      inside = true
      try {
        cleanup(held)
      } finally {
        inside = false
      }
    }
    const finalize = (held: unknown) => {
      if (!inside || !cell.cancelled) inCell(cell, call, held)
    }
    return Reflect.construct(Native, [finalize], new.target)
  }
  Registry.prototype = Native.prototype
  Object.defineProperty(Registry, 'name', { value: Native.name })
  Native.prototype.constructor = Registry
  globalThis.FinalizationRegistry = Registry as unknown as typeof Native
}
