import { Console } from 'node:console'
import type { Bridge } from '../bridge.ts'

type Name = 'stdout' | 'stderr'
type Callback = (error?: Error | null) => void

/** Replaces the writing of a standard stream, so that what is printed belongs to the cell that prints it. */
function interceptStream(bridge: Bridge, name: Name): void {
  const decoder = new TextDecoder()
  const write = (chunk: Uint8Array | string, encoding?: BufferEncoding | Callback, callback?: Callback): boolean => {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    bridge.stream(name, text)
    const done = typeof encoding === 'function' ? encoding : callback
    if (typeof done === 'function') process.nextTick(done)
    return true
  }
  Object.defineProperty(process[name], 'write', { value: write, configurable: true, writable: true })
}

/** Makes `console` and the standard streams write to the cell that runs. */
export function interceptConsole(bridge: Bridge, clear: () => void): void {
  interceptStream(bridge, 'stdout')
  interceptStream(bridge, 'stderr')
  const stream = (name: Name) => ({ write: (text: string) => bridge.stream(name, text) }) as unknown as NodeJS.WritableStream
  const own = new Console({ stdout: stream('stdout'), stderr: stream('stderr'), ignoreErrors: false, colorMode: false })
  for (const [name, method] of Object.entries(own))
    if (typeof method === 'function')
      Object.defineProperty(console, name, { value: method, configurable: true, writable: true, enumerable: true })
  console.clear = clear
}
