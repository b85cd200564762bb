import { writeSync } from 'node:fs'
import { MessageChannel, Worker } from 'node:worker_threads'
import { interruptSignal } from 'assay/protocol'
import type { CellRuntime } from '../host/compile/compiler.ts'
import { richKey, sibling } from '../link/index.ts'
import { Bridge } from './bridge.ts'
import { currentCell } from './cells/cell.ts'
import { Executor } from './cells/execute.ts'
import { guard } from './cells/guards.ts'
import { Comms, userComms } from './comms.ts'
import type { ControlData } from './control/worker.ts'
import type { KernelGlobals } from './globals.ts'
import { createInput } from './input.ts'
import { withoutAsyncHooks } from './intercept/async-hooks.ts'
import { interceptConsole } from './intercept/console.ts'
import { interceptExit } from './intercept/exit.ts'
import { interceptFinalizers } from './intercept/finalizers.ts'
import { preload } from './intercept/preload.ts'
import { interceptTimers } from './intercept/timers.ts'
import { createModules } from './modules.ts'
import { slot, type ToMain, whoKey } from './shared.ts'
import { createDisplay } from './show/display.ts'
import { createRich } from './show/rich.ts'
import { mapStackTraces } from './show/stack.ts'
import { createTaskWatch } from './show/task-view.ts'
import { createTslab } from './tslab.ts'
import { surviveUncaught } from './uncaught.ts'
import { createWidgets } from './widgets/index.ts'

const memory = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * slot.size)
const control = new MessageChannel()
const input = new MessageChannel()

function startControl(): void {
  const data: ControlData = { port: control.port2, input: input.port2, memory }
  const worker = new Worker(sibling(import.meta.url, './control/worker'), {
    workerData: data,
    transferList: [data.port, data.input],
    stdout: true,
    stderr: true,
  })
  worker.on('error', (error) => {
    writeSync(2, `The control worker failed: ${error.stack}\n`)
    process.kill(process.pid, 'SIGKILL')
  })
}

/** Sets the stage for cells: what they find in `globalThis`, and what is taken off them when they are interrupted. */
function setStage(bridge: Bridge): { executor: Executor; comms: Comms } {
  const comms = new Comms(bridge)
  const { display, clearOutput } = createDisplay(bridge)
  const modules = createModules(process.cwd(), { tslab: createTslab(display), 'assay/widgets': createWidgets(userComms(comms)) })
  const globals: KernelGlobals = { display, clearOutput, ...createInput(bridge, input.port1), comms: userComms(comms) }
  Object.assign(globalThis, globals, { require: modules.require })
  Object.defineProperty(globalThis, interruptSignal, { configurable: true, get: () => currentCell()?.abort.signal })
  const runtime: CellRuntime = {
    task: createTaskWatch(bridge, comms),
    awaited: (value) => {
      guard()
      return value
    },
    guard,
    import: modules.import,
  }
  const executor = new Executor(bridge, runtime, modules.forgetHalfLoaded)
  Object.defineProperty(globalThis, Symbol.for(whoKey), { value: (n?: number) => executor.who(n) })
  Object.defineProperty(globalThis, Symbol.for(richKey), { value: createRich(bridge) })
  interceptConsole(bridge, () => clearOutput())
  return { executor, comms }
}

startControl()
const bridge = new Bridge(control.port1 as never, new Int32Array(memory))
withoutAsyncHooks()
interceptTimers()
interceptFinalizers()
preload()
mapStackTraces()
const { executor, comms } = setStage(bridge)
interceptExit(bridge)
surviveUncaught(bridge)
process.on('SIGINT', () => undefined)
control.port1.on('message', (data: ToMain) => {
  if (data.t === 'run') executor.start(data.ticket, data.request)
  else if (data.t === 'interrupt') executor.interrupt(data.id, data.n)
  else if (data.t === 'beat') bridge.post({ t: 'beat', n: data.n })
  else if (data.t === 'comm') comms.receive(data.message, data.buffers)
  else process.exit(0)
})
