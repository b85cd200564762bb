import type { Bridge } from './bridge.ts'
import { currentCell, isInterrupt } from './cells/cell.ts'
import { reportError } from './show/error.ts'

/** Shows errors that nobody catches, in the cell they come from; the runner lives on. */
export function surviveUncaught(bridge: Bridge): void {
  const show = (what: string) => (error: unknown) => {
    if (currentCell()?.cancelled || isInterrupt(error)) return
    bridge.stream('stderr', `${what} ${reportError(error).traceback.join('\n')}\n`)
  }
  process.on('uncaughtException', show('Uncaught'))
  process.on('unhandledRejection', show('Uncaught (in promise)'))
}
