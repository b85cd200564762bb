import { createRequire, syncBuiltinESMExports } from 'node:module'
import { promisify } from 'node:util'
import { type Cell, currentCell } from '../cells/cell.ts'

const require = createRequire(import.meta.url)
// The CommonJS objects of these modules can be changed; `syncBuiltinESMExports` carries that over to imports.
const timers = require('node:timers') as Record<string, unknown>
const promises = require('node:timers/promises') as Record<string, unknown>

const native = { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate }
type Callback = (...args: unknown[]) => unknown
type Kind = 'timers' | 'immediates'

// biome-ignore lint/suspicious/noExplicitAny: timers take and give what the native ones do
type Make = (callback: any, ...rest: any[]) => any

/** A timer function that records on the cell what it makes. */
function recording(make: Make, kind: Kind, once: boolean): Make {
  return (callback: Callback, ...rest: unknown[]) => {
    const cell = currentCell()
    if (cell === undefined || typeof callback !== 'function') return make(callback, ...rest)
    if (cell.cancelled) return stillborn(kind)
    const set = cell[kind] as Set<unknown>
    const run = function (this: unknown, ...args: unknown[]) {
      set.delete(timer)
      return callback.apply(this, args)
    }
    const timer: unknown = make(once ? run : callback, ...rest)
    set.add(timer)
    return timer
  }
}

function stillborn(kind: Kind): unknown {
  if (kind === 'immediates') {
    const immediate = native.setImmediate(() => undefined)
    native.clearImmediate(immediate)
    return immediate
  }
  const timer = native.setTimeout(() => undefined, 0)
  native.clearTimeout(timer)
  return timer
}

function forgetting(clear: (timer: never) => void, kind: Kind) {
  return (timer: never) => {
    currentCell()?.[kind].delete(timer)
    clear(timer)
  }
}

interface WithSignal {
  signal?: AbortSignal | null
}

/** The options of an abortable call, with the cell's signal added. */
function withSignal<T extends WithSignal>(options: T | undefined): T | undefined {
  const cell = currentCell()
  if (cell === undefined) return options
  const { signal } = cell.abort
  return { ...(options as T), signal: options?.signal ? AbortSignal.any([options.signal, signal]) : signal }
}

/** Clears what timers and immediates a cell has left. */
export function cancelTimers(cell: Cell): void {
  for (const timer of cell.timers) native.clearTimeout(timer)
  for (const immediate of cell.immediates) native.clearImmediate(immediate)
}

/** From now on timers belong to the cell that makes them, and the awaited ones and `fetch` end with it. */
export function interceptTimers(): void {
  const { setTimeout: sleep, setImmediate: turn, setInterval: ticks } = promises as Record<string, (...args: unknown[]) => unknown>
  Object.assign(promises, {
    setTimeout: (ms: unknown, value: unknown, options?: WithSignal) => sleep?.(ms, value, withSignal(options)),
    setImmediate: (value: unknown, options?: WithSignal) => turn?.(value, withSignal(options)),
    setInterval: (ms: unknown, value: unknown, options?: WithSignal) => ticks?.(ms, value, withSignal(options)),
  })
  const replaced = {
    setTimeout: recording(native.setTimeout, 'timers', true),
    setInterval: recording(native.setInterval, 'timers', false),
    setImmediate: recording(native.setImmediate, 'immediates', true),
    clearTimeout: forgetting(native.clearTimeout, 'timers'),
    clearInterval: forgetting(native.clearInterval, 'timers'),
    clearImmediate: forgetting(native.clearImmediate, 'immediates'),
  }
  Object.defineProperty(replaced.setTimeout, promisify.custom, { value: promises['setTimeout'] })
  Object.defineProperty(replaced.setImmediate, promisify.custom, { value: promises['setImmediate'] })
  Object.assign(globalThis, replaced)
  Object.assign(timers, replaced)
  syncBuiltinESMExports()
  const { fetch } = globalThis
  globalThis.fetch = (input, init) => fetch(input, withSignal<RequestInit>(init))
}
