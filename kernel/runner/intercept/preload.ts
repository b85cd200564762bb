import { builtinModules, createRequire } from 'node:module'
import { getCallSites } from 'node:util'

const require = createRequire(import.meta.url)
const noisyModules = /^(_|sys$|punycode$|trace_events|inspector|node:|sqlite|wasi|test|repl|domain|cluster)/
const noisyGlobals = /^(localStorage|sessionStorage|GLOBAL|root)$/

/** Loads what Node loads lazily: a built-in module whose loading is terminated half way stays half loaded for ever. */
export function preload(): void {
  for (const name of builtinModules) if (!noisyModules.test(name)) attempt(() => require(name))
  for (const name of Object.getOwnPropertyNames(globalThis))
    if (!noisyGlobals.test(name)) attempt(() => (globalThis as Record<string, unknown>)[name])
  const channel = new MessageChannel()
  channel.port1.addEventListener('message', () => channel.port1.close())
  channel.port1.start()
  channel.port2.postMessage(0)
  const empty = 'data:text/javascript,0'
  import(empty).catch(() => undefined)
  getCallSites(1)
}

function attempt(load: () => unknown): void {
  try {
    load()
  } catch {
    // What cannot be loaded here cannot be cut short here either.
  }
}
