import { clearTimeout, setTimeout } from 'node:timers'
import { startThread, text } from '../../util/index.ts'
import { FitMemory } from '../fit-memory.ts'
import { parametersOf } from '../network.ts'
import type { Backend, FitControl, FitJob, FitOutcome, Trainer } from '../trainer.ts'
import type { BackendChoice } from './backend.ts'
import type { WorkerMessage, WorkerOrder } from './worker.ts'

/** How long a worker that is asked to stop may finish its batch, in milliseconds; then it is ended and what it had finished is read. */
const grace = 150

/**
 * Fits with TensorFlow.js layers, in a worker thread of its own that ends with the fit.
 *
 * The thread that asked stays free, and the worker prints nothing.
 */
export function tensorFlowTrainer(backend: BackendChoice = 'auto'): Trainer {
  return { name: 'TensorFlow.js', fit: (job, control) => fitInWorker(job, backend, control) }
}

async function fitInWorker(job: FitJob, choice: BackendChoice, control: FitControl): Promise<FitOutcome> {
  control.signal.throwIfAborted()
  const memory = new FitMemory(job.epochs, parametersOf(job.network))
  let backend: Backend = { name: 'TensorFlow.js', why: text('not chosen yet', '尚未选定') }
  const progress = () => ({ ...memory.progress(job.validation !== undefined), backend })
  await runWorker({ job, backend: choice, buffer: memory.buffer }, memory, control.signal, (message) => {
    if (message.kind === 'backend') backend = message.backend
    if (message.kind === 'tick') control.onProgress?.(progress())
  })
  const state = progress()
  const end = memory.end ?? 'cancelled'
  if (state.best !== null) return { ...state, best: state.best, end, weights: memory.weights() }
  control.signal.throwIfAborted()
  throw new RangeError(
    `Cannot train: the loss is not a number in the first epoch. Lower the learning rate (${job.learningRate}) or look for extreme values`,
  )
}

/** Resolves when the worker is done, or was ended after the signal; what it finished is in the shared memory. */
async function runWorker(order: WorkerOrder, memory: FitMemory, signal: AbortSignal, on: (message: WorkerMessage) => void): Promise<void> {
  const worker = startThread(import.meta.url, './worker', {
    workerData: order,
    stdout: true,
    stderr: true,
    name: 'assay-train',
  })
  worker.stdout.resume()
  worker.stderr.resume()
  let timer: NodeJS.Timeout | undefined
  let stop = () => {}
  try {
    await new Promise<void>((resolve, reject) => {
      stop = () => {
        memory.stop()
        timer = setTimeout(resolve, grace)
      }
      signal.addEventListener('abort', stop, { once: true })
      worker.on('message', (message: WorkerMessage) => {
        if (message.kind === 'done') resolve()
        else if (message.kind === 'failed')
          reject(message.range ? new RangeError(message.message) : new Error(`Training failed: ${message.message}`))
        else on(message)
      })
      worker.on('error', reject)
      worker.on('exit', (code) => reject(new Error(`Training failed: its thread ended with code ${code}`)))
    })
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
