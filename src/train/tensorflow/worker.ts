import { parentPort, workerData } from 'node:worker_threads'
import { messageOf } from '../../util/index.ts'
import { FitMemory } from '../fit-memory.ts'
import { parametersOf } from '../network.ts'
import type { Backend, FitJob } from '../trainer.ts'
import { type BackendChoice, chooseBackend } from './backend.ts'
import { fit } from './fit.ts'
import { loadTensorFlow } from './load.ts'

/** What the worker is started with. */
export interface WorkerOrder {
  readonly job: FitJob
  readonly backend: BackendChoice
  readonly buffer: SharedArrayBuffer
}

/** What the worker says; `done` is its last message. */
export type WorkerMessage =
  | { readonly kind: 'backend'; readonly backend: Backend }
  | { readonly kind: 'tick' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string; readonly range: boolean }

/** TensorFlow.js greets, and warns of what users cannot change, on the console. */
function silence(): void {
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) console[level] = () => {}
}

async function main({ job, backend, buffer }: WorkerOrder): Promise<void> {
  const say = (message: WorkerMessage) => parentPort?.postMessage(message)
  try {
    const tf = loadTensorFlow()
    say({ kind: 'backend', backend: await chooseBackend(tf, backend, job) })
    fit(tf, job, new FitMemory(job.epochs, parametersOf(job.network), buffer), () => say({ kind: 'tick' }))
    say({ kind: 'done' })
  } catch (error) {
    say({ kind: 'failed', message: messageOf(error), range: error instanceof RangeError })
  }
}

silence()
await main(workerData as WorkerOrder)
