import { Random } from '../../util/index.ts'
import type { FitMemory } from '../fit-memory.ts'
import type { FitEnd, FitJob } from '../trainer.ts'
import type { TensorFlow } from './load.ts'
import { Net } from './net.ts'

/** Milliseconds between two ticks. */
const tickEvery = 100

/** Fits on the backend that is set, without ever giving up the thread; `tick` is called at most 10 times a second. */
export function fit(tf: TensorFlow, job: FitJob, memory: FitMemory, tick: () => void): void {
  const net = new Net(tf, job)
  try {
    memory.finish(run(net, job, memory, tick))
  } finally {
    net.dispose()
  }
}

function run(net: Net, job: FitJob, memory: FitMemory, tick: () => void): FitEnd {
  const random = new Random(job.seed + 1)
  const order = Uint32Array.from({ length: job.train.rows }, (_, i) => i)
  const started = performance.now()
  let ticked = started - tickEvery
  let best = Number.POSITIVE_INFINITY
  const stopped = () => memory.stopped
  for (let epoch = 1; epoch <= job.epochs; epoch++) {
    const train = runEpoch(net, job, random.shuffle(order), stopped)
    const validation = job.validation === undefined ? undefined : net.loss(job.validation, stopped)
    if (stopped()) return 'cancelled'
    const judged = validation ?? train
    if (!Number.isFinite(train) || !Number.isFinite(judged)) return 'not-a-number'
    memory.add(train, validation, (performance.now() - started) / 1000)
    if (judged < best) {
      best = judged
      memory.keep((slot) => net.weights(slot))
    }
    if (performance.now() - ticked >= tickEvery) {
      ticked = performance.now()
      tick()
    }
    if (job.patience !== undefined && epoch - memory.bestEpoch >= job.patience) return 'patience'
  }
  return 'epochs'
}

/** One pass over all training rows; gives their mean loss, each batch taken before its step. */
function runEpoch(net: Net, job: FitJob, order: Uint32Array, stopped: () => boolean): number {
  let sum = 0
  for (let from = 0; from < order.length; from += job.batchSize) {
    if (stopped()) return Number.NaN
    const to = Math.min(order.length, from + job.batchSize)
    sum += net.step(order, from, to) * (to - from)
    if (Number.isNaN(sum)) return sum
  }
  return sum / order.length
}
