import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type Run, resultOf } from '../helpers/client.ts'
import { endless, finite } from './cases.ts'
import { before, faultsAtEnd, residentMegabytes } from './end.ts'
import { type Quantiles, quantiles } from './quantiles.ts'

/** What a soak found. Times in milliseconds. */
export interface SoakResult {
  readonly cells: number
  readonly interrupts: number
  /** From the interrupt to the cell's reply, single interrupts of endless cells only. */
  readonly latency: Quantiles
  /** The same by the way a cell runs on for ever. */
  readonly latencyByCase: Readonly<Record<string, Quantiles & { readonly count: number }>>
  /** From sending the next cell to its first statement, with its check. */
  readonly start: Quantiles
  /** The whole next cell. */
  readonly next: Quantiles
  /** Resident memory of host and runner before and after, in megabytes. */
  readonly memory: { readonly before: Memory; readonly after: Memory }
  /** Everything that was lost, late or wrong: none is allowed. */
  readonly wrong: readonly string[]
  /** Whether one runner lived through it all. */
  readonly oneRunner: boolean
}

interface Memory {
  readonly host: number | undefined
  readonly runner: number | undefined
}

const patienceMs = 8000
const latestStartMs = 1500
const check =
  "const began = Date.now(); await null; await new Promise((r) => setTimeout(r, 0)); await new Promise((r) => process.nextTick(r)); await new Promise((r) => setImmediate(r)); [++state, began].join(' ')"

/** Random numbers that are the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return state / 0x7fffffff
  }
}

const pick = <T>(all: readonly T[], random: () => number): T => all[Math.floor(random() * all.length)] as T

/** Waits as people do: mostly short, at times not at all, 300 ms at most. */
async function wait(random: () => number): Promise<void> {
  const mode = random()
  if (mode < 0.3) await sleep(random() * 10)
  else if (mode < 0.8) await sleep(random() * 80)
  else if (mode < 0.9) await sleep(random() * 300)
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
  const result = await Promise.race([promise.catch(() => undefined), sleep(ms, undefined, { signal: late.signal }).catch(() => undefined)])
  late.abort()
  return result
}

/** One soak: its kernel, its random numbers and what it saw. */
class Soak {
  readonly kernel: Client
  readonly random: () => number
  readonly latency: { name: string; ms: number }[] = []
  readonly start: number[] = []
  readonly next: number[] = []
  readonly wrong: string[] = []
  interrupts = 0
  cells = 0
  lost = false

  constructor(kernel: Client, seed: number) {
    this.kernel = kernel
    this.random = generator(seed)
  }

  #interrupt(): Promise<string> {
    this.interrupts++
    return this.kernel.send('interrupt_request', {}, 'control')
  }

  /** Starts one cell, interrupts it and looks at the next one. */
  async step(): Promise<void> {
    const { kernel, random } = this
    const isEndless = random() < 0.6
    const name = pick(Object.keys(isEndless ? endless : finite), random)
    const tag = `q${this.cells}`
    if (random() < 0.1) await this.#interrupt()
    const id = await kernel.send_execute(`// @ts-nocheck\n${isEndless ? endless[name] : finite[name]?.(tag, random() * 4)}`)
    // Shell and control are two sockets: an interrupt sent before the kernel has taken the cell may overtake it, and is for nothing then.
    await kernel.next(id, 'execute_input')
    await wait(random)
    const storm = random() < 0.15 ? 1 + Math.floor(random() * 6) : 1
    const begin = performance.now()
    for (let n = 0; n < storm; n++) {
      await this.#interrupt()
      if (storm > 1) await sleep(random() * 30)
    }
    const finished = kernel.finish(id)
    const run = await within(finished, patienceMs)
    if (run === undefined) return this.#lose(`${name}: no answer to ${storm} interrupts; ${await this.#silence(finished)}`)
    const found = fault(name, tag, run)
    if (found !== undefined) this.wrong.push(`${this.cells} ${found}`)
    if (isEndless && storm === 1) this.latency.push({ name, ms: performance.now() - begin })
    await this.#look(name)
  }

  #lose(what: string): void {
    this.wrong.push(`${this.cells} ${what}`)
    this.lost = true
  }

  /** Whether one more interrupt ends a cell that does not answer. */
  async #silence(finished: Promise<Run>): Promise<string> {
    await within(this.kernel.interrupt(), 2000)
    return (await within(finished, 2000)) === undefined ? 'nor to one more' : 'one more ends it'
  }

  async #look(name: string): Promise<void> {
    const { kernel } = this
    const sent = Date.now()
    const then = performance.now()
    const run = await within(kernel.run(check), patienceMs)
    if (run === undefined) return this.#lose(`after ${name}: no answer`)
    this.next.push(performance.now() - then)
    const [, state, began] = /^'(\d+) (\d+)'$/.exec(resultOf(run) ?? '') ?? []
    this.cells++
    if (state !== String(this.cells)) {
      this.wrong.push(`${this.cells - 1} after ${name}: ${run.reply.content['evalue'] ?? resultOf(run)}`)
      await kernel.run(`state = ${this.cells}`)
      return
    }
    this.start.push(Number(began) - sent)
    if (Number(began) - sent > latestStartMs) this.wrong.push(`${this.cells - 1} after ${name}: started ${Number(began) - sent} ms late`)
  }

  byCase(): SoakResult['latencyByCase'] {
    const groups: Record<string, number[]> = {}
    for (const { name, ms } of this.latency) {
      groups[name] ??= []
      groups[name].push(ms)
    }
    const rows = Object.entries(groups).sort(([a], [b]) => a.localeCompare(b))
    return Object.fromEntries(rows.map(([name, all]) => [name, { ...quantiles(all), count: all.length }]))
  }
}

/**
 * Runs random cells and interrupts them at random moments, in storms, under garbage collection and when nothing runs, and checks after each that
 * state, timers and ticks are right; then memory, state and the order of messages.
 *
 * @param count how many interrupts
 */
export async function soak(
  count: number,
  seed = 1,
  onProgress: (interrupts: number, wrong: number) => void = () => undefined,
): Promise<SoakResult> {
  const kernel = await Client.start()
  const soaked = new Soak(kernel, seed)
  const { wrong } = soaked
  await kernel.run(before)
  const pid = Number(resultOf(await kernel.run('process.pid')))
  const memory = () => ({ host: residentMegabytes(kernel.process.pid ?? 0), runner: residentMegabytes(pid) })
  const atStart = memory()
  while (soaked.interrupts < count && wrong.length < 20 && !soaked.lost) {
    await soaked.step()
    if (soaked.cells % 100 === 0) onProgress(soaked.interrupts, wrong.length)
  }
  const atEnd = memory()
  if (!soaked.lost) wrong.push(...(await faultsAtEnd(kernel)))
  const oneRunner = !soaked.lost && Number(resultOf(await kernel.run('process.pid'))) === pid
  await kernel.close()
  return {
    cells: soaked.cells,
    interrupts: soaked.interrupts,
    latency: quantiles(soaked.latency.map(({ ms }) => ms)),
    latencyByCase: soaked.byCase(),
    start: quantiles(soaked.start),
    next: quantiles(soaked.next),
    memory: { before: atStart, after: atEnd },
    wrong,
    oneRunner,
  }
}
