import { type MessagePort, workerData } from 'node:worker_threads'
import type { FromRunner, ToRunner } from '../../link/index.ts'
import { slot, type ToControl, type ToMain } from '../shared.ts'
import { DebugLink } from './debug-link.ts'
import { Interrupts } from './interrupts.ts'
import { Pipe } from './pipe.ts'

/** What the main thread gives its control worker. */
export interface ControlData {
  readonly port: MessagePort
  /** Carries answers to requests for input, which the main thread awaits asleep. */
  readonly input: MessagePort
  readonly memory: SharedArrayBuffer
}

const { port, input, memory } = workerData as ControlData
const shared = new Int32Array(memory)
const debug = new DebugLink((message) => send(message))
const interrupts = new Interrupts(port, shared, debug)
const pipe = new Pipe(3, receive, shared)

const send = (header: FromRunner, parts?: readonly Uint8Array[]) => pipe.send(header, parts)
const toMain = (message: ToMain) => port.postMessage(message)

function receive(message: ToRunner, parts: readonly Uint8Array[]): void {
  if (message.t === 'run') void run(message)
  else if (message.t === 'interrupt') void interrupts.interrupt()
  else if (message.t === 'comm') toMain({ t: 'comm', message, buffers: parts })
  else if (message.t === 'inspect') debug.post(message.id, message.method, message.params)
  else if (message.t === 'inspectEnd') debug.close()
  else if (message.t === 'exit') toMain({ t: 'exit' })
  else if (message.t === 'input') {
    input.postMessage(message.value)
    Atomics.store(shared, slot.input, 1)
    Atomics.notify(shared, slot.input)
  }
}

async function run(request: Extract<ToRunner, { t: 'run' }>): Promise<void> {
  const { outcome, content } = await interrupts.run(request)
  send({ t: 'done', cell: request.cell, outcome }, content === undefined ? [] : [Buffer.from(content)])
}

port.on('message', (message: ToControl) => {
  if (message.t === 'stream') pipe.stream(message.cell, message.name, message.text)
  else if (message.t === 'send') send(message.header, message.parts)
  else if (message.t === 'exiting') {
    interrupts.close()
    debug.close()
    send({ t: 'exiting', code: message.code })
    pipe.flush(() => {
      Atomics.store(shared, slot.flushed, 1)
      Atomics.notify(shared, slot.flushed)
    })
  } else interrupts.receive(message)
})
send({ t: 'ready' })
