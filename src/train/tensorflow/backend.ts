import { text } from '../../util/index.ts'
import { FitMemory } from '../fit-memory.ts'
import { parametersOf } from '../network.ts'
import type { Backend, FitJob } from '../trainer.ts'
import { fit } from './fit.ts'
import { type BackendName, notInstalled, type TensorFlow, useBackend } from './load.ts'

/** `auto`: the fastest that is installed. */
export type BackendChoice = 'auto' | BackendName

const names: Record<BackendName, string> = {
  wasm: 'TensorFlow.js WASM',
  tensorflow: 'TensorFlow.js native',
  cpu: 'TensorFlow.js CPU',
}

/**
 * Sets the backend of a fit and says why it is this one.
 *
 * `auto` takes WASM, unless the optional native package is installed and beats it in a short probe of the same shape; plain JavaScript is last.
 *
 * @throws RangeError when the backend asked for cannot be had
 */
export async function chooseBackend(tf: TensorFlow, choice: BackendChoice, job: FitJob): Promise<Backend> {
  if (choice !== 'auto') return askedFor(tf, choice)
  const native = await useBackend(tf, 'tensorflow')
  const nativeTime = native === undefined ? probe(tf, job) : undefined
  const wasm = await useBackend(tf, 'wasm')
  if (wasm === undefined && nativeTime === undefined) return { name: names.wasm, why: alone(native!) }
  if (wasm === undefined && nativeTime !== undefined) {
    const wasmTime = probe(tf, job)
    if (wasmTime > nativeTime) await useBackend(tf, 'tensorflow')
    return probed(wasmTime, nativeTime)
  }
  if (native === undefined) {
    await useBackend(tf, 'tensorflow')
    return { name: names.tensorflow, why: text(`WASM does not start: ${wasm}`, `WASM 无法启动：${wasm}`) }
  }
  await useBackend(tf, 'cpu')
  const why = text(`WASM does not start (${wasm}); plain JavaScript is slow`, `WASM 无法启动（${wasm}）；纯 JavaScript 较慢`)
  return { name: names.cpu, why }
}

async function askedFor(tf: TensorFlow, name: BackendName): Promise<Backend> {
  const problem = await useBackend(tf, name)
  if (problem === undefined) return { name: names[name], why: text('asked for', '由选项指定') }
  const remedy =
    name === 'tensorflow' && problem === notInstalled ? 'install @tensorflow/tfjs-node, or leave out `backend`' : 'leave out `backend`'
  throw new RangeError(`Cannot train on backend "${name}": ${problem}; ${remedy}`)
}

function alone(native: string): Backend['why'] {
  return native === notInstalled
    ? text('the fastest backend installed; @tensorflow/tfjs-node is not installed', '已安装的最快后端；未安装 @tensorflow/tfjs-node')
    : text(
        `the fastest backend that works; @tensorflow/tfjs-node does not: ${native}`,
        `可用的最快后端；@tensorflow/tfjs-node 不可用：${native}`,
      )
}

/** The choice of two backends, with the microseconds a row that each took in the probe. */
export function probed(wasm: number, native: number): Backend {
  const [name, fast, other, slow] =
    wasm <= native ? (['wasm', wasm, 'native', native] as const) : (['tensorflow', native, 'WASM', wasm] as const)
  const [a, b] = [fast, slow].map((time) => time.toFixed(0))
  return {
    name: names[name],
    why: text(`a probe of the same shape gave ${a} µs a row, against ${b} for ${other}`, `同结构试跑每行 ${a} 微秒，${other} 为 ${b} 微秒`),
  }
}

/** Microseconds a row, of some steps of the same shape on the backend that is set; takes some 100 ms. */
function probe(tf: TensorFlow, job: FitJob): number {
  const rows = Math.min(job.train.rows, job.batchSize * 4)
  const { inputs } = job.network
  const train = { rows, x: job.train.x.slice(0, rows * inputs), y: job.train.y.slice(0, rows) }
  const { validation: _, patience: __, ...rest } = job
  const small: FitJob = { ...rest, train, epochs: 1 }
  const once = () => {
    const started = performance.now()
    fit(tf, small, new FitMemory(1, parametersOf(job.network)), () => {})
    return performance.now() - started
  }
  once()
  let best = Number.POSITIVE_INFINITY
  const until = performance.now() + 50
  do best = Math.min(best, once())
  while (performance.now() < until)
  return (best * 1000) / rows
}
