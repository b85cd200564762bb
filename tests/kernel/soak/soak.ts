import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type Run, resultOf } from '../helpers/client.ts'
import { endless, finite } from './cases.ts'

/** What a soak found. Times in milliseconds. */
export interface SoakResult {
  readonly cells: number
  readonly interrupts: number
  /** From the interrupt to the cell's reply, single interrupts of endless cells only. */
  readonly latency: Quantiles
  /** The whole next cell, with its check. */
  readonly next: Quantiles
  /** Everything that was lost or wrong: none is allowed. */
  readonly wrong: readonly string[]
  /** Whether one runner lived through it all. */
  readonly oneRunner: boolean
}

interface Quantiles {
  readonly median: number
  readonly p99: number
  readonly max: number
}

const patienceMs = 8000
const check =
  'await null; await new Promise((r) => setTimeout(r, 0)); await new Promise((r) => process.nextTick(r)); await new Promise((r) => setImmediate(r)); ++state'

function quantiles(values: readonly number[]): Quantiles {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10
  return { median: at(0.5), p99: at(0.99), max: at(1) }
}

/** Random numbers that are the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return state / 0x7fffffff
  }
}

const pick = <T>(all: readonly T[], random: () => number): T => all[Math.floor(random() * all.length)] as T

/** Waits a while as people do: mostly short, at times not at all. */
async function wait(random: () => number): Promise<void> {
  const mode = random()
  if (mode < 0.3) await sleep(random() * 10)
  else if (mode < 0.9) await sleep(random() * 80)
}

/** Whether a cell ended as it may: an endless one interrupted, a finite one interrupted or as it ends by itself. */
function fault(name: string, tag: string, run: Run): string | undefined {
  const { status, ename, evalue } = run.reply.content as Record<string, string>
  if (ename === 'KeyboardInterrupt') return undefined
  if (name in endless) return `${name} was not interrupted: ${status} ${evalue ?? ''}`
  const right = name.startsWith('boom') ? evalue === tag : resultOf(run) === `'${tag}'`
  return right ? undefined : `${name} gave ${status} ${evalue ?? resultOf(run)}`
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const late = new AbortController()
  const result = await Promise.race([promise, sleep(ms, undefined, { signal: late.signal }).catch(() => undefined)])
  late.abort()
  return result
}

/**
 * Runs random cells and interrupts them at random moments, in storms and when nothing runs, and checks after each that state, timers and ticks
 * are right.
 *
 * @param count how many cells are interrupted
 */
export async function soak(
  count: number,
  seed = 1,
  onProgress: (done: number, wrong: number) => void = () => undefined,
): Promise<SoakResult> {
  const kernel = await Client.start()
  const random = generator(seed)
  const latency: number[] = []
  const next: number[] = []
  const wrong: string[] = []
  let interrupts = 0
  const interrupt = () => {
    interrupts++
    return kernel.send('interrupt_request', {}, 'control')
  }
  await kernel.run('let state = 0')
  const pid = resultOf(await kernel.run('process.pid'))
  for (let i = 0; i < count && wrong.length < 20; i++) {
    const isEndless = random() < 0.6
    const name = pick(Object.keys(isEndless ? endless : finite), random)
    const tag = `q${i}`
    if (random() < 0.1) await interrupt()
    const code = isEndless ? endless[name] : finite[name]?.(tag, random() * 4)
    const id = await kernel.send_execute(`// @ts-nocheck\n${code}`)
    if (random() < 0.5) await kernel.next(id, 'execute_input')
    await wait(random)
    const storm = random() < 0.15 ? 1 + Math.floor(random() * 6) : 1
    const begin = performance.now()
    for (let n = 0; n < storm; n++) {
      await interrupt()
      if (storm > 1) await sleep(random() * 30)
    }
    const run = await within(kernel.finish(id), patienceMs)
    if (run === undefined) {
      wrong.push(`${i} ${name}: no answer`)
      break
    }
    const found = fault(name, tag, run)
    if (found !== undefined) wrong.push(`${i} ${found}`)
    if (isEndless && storm === 1) latency.push(performance.now() - begin)
    const then = performance.now()
    const after = await within(kernel.run(check), patienceMs)
    next.push(performance.now() - then)
    if (after === undefined || resultOf(after) !== String(i + 1)) {
      wrong.push(`${i} after ${name}: ${after === undefined ? 'no answer' : (after.reply.content['evalue'] ?? resultOf(after))}`)
      if (after === undefined) break
      await kernel.run(`state = ${i + 1}`)
    }
    if (i % 100 === 99) onProgress(i + 1, wrong.length)
  }
  const oneRunner = resultOf(await kernel.run('process.pid')) === pid
  await kernel.close()
  return { cells: next.length, interrupts, latency: quantiles(latency), next: quantiles(next), wrong, oneRunner }
}
