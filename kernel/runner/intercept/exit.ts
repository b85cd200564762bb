import type { Bridge } from '../bridge.ts'
import { slot } from '../shared.ts'

/** What Node's own `process.exit` ends with; it has no public type. */
interface Ending {
  reallyExit(code?: number): never
}

const patienceMs = 1000

/** Before the process ends, what was printed reaches the host. */
export function interceptExit(bridge: Bridge): void {
  const target = process as unknown as Ending
  const end = target.reallyExit
  target.reallyExit = (code?: number): never => {
    bridge.post({ t: 'exiting', code: Number(code ?? process.exitCode ?? 0) })
    Atomics.wait(bridge.shared, slot.flushed, 0, patienceMs)
    return end.call(process, code)
  }
}
