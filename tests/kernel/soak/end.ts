import { readFileSync } from 'node:fs'
import { type Client, resultOf, streamed } from '../helpers/client.ts'

const burst = 20
const lines = 500

/** Resident memory of a process, in megabytes; undefined where the system does not say. */
export function residentMegabytes(pid: number): number | undefined {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
    return Math.round((pages * 4096) / 1e5) / 10
  } catch {
    return undefined
  }
}

/** Cells sent all at once: each answers in turn, with all its lines in order. */
async function order(kernel: Client): Promise<string[]> {
  const wrong: string[] = []
  const code = (i: number) => `for (let i = 0; i < ${lines}; i++) console.log('b${i} ' + i)\n'b${i}'`
  const ids: string[] = []
  for (let i = 0; i < burst; i++) ids.push(await kernel.send_execute(`// @ts-nocheck\n${code(i)}`))
  for (const [i, id] of ids.entries()) {
    const run = await kernel.finish(id)
    const expected = Array.from({ length: lines }, (_, line) => `b${i} ${line}\n`).join('')
    if (streamed(run) !== expected) wrong.push(`lines of cell ${i} of the burst are wrong or out of order`)
    if (resultOf(run) !== `'b${i}'`) wrong.push(`result of cell ${i} of the burst is ${resultOf(run)}`)
  }
  return wrong
}

/** State of every kind that was made before the soak. */
export const before =
  "let state = 0; const soakMap = new Map([['a', { b: [1, 2, 3] }]]); class Kept { #v = 7; get v() { return this.#v } }\n" +
  'const keptAt = new Kept(); function* keptGenerator() { yield 1; yield 2 } const halfway = keptGenerator(); halfway.next()\n' +
  "const soakLate = { ticks: 0 }; const keptStore = new (process.getBuiltinModule('node:async_hooks').AsyncLocalStorage)<string>()"

/** What is wrong with state, asynchronous flows and the order of messages after the soak. */
export async function faultsAtEnd(kernel: Client): Promise<string[]> {
  const wrong: string[] = []
  const state = await kernel.run(
    'JSON.stringify([soakMap.get("a")?.b, keptAt.v, halfway.next().value, await keptStore.run("s", async () => { await new Promise((r) => setTimeout(r, 5)); return keptStore.getStore() })])',
  )
  if (resultOf(state) !== `'[[1,2,3],7,2,"s"]'`) wrong.push(`state after all is ${resultOf(state) ?? JSON.stringify(state.reply.content)}`)
  const interval = await kernel.run(
    'await new Promise<void>((r) => { const t = setInterval(() => { if (++soakLate.ticks === 5) { clearInterval(t); r() } }, 2) }); soakLate.ticks',
  )
  if (resultOf(interval) !== '5') wrong.push(`an interval gave ${resultOf(interval)} of 5 ticks`)
  return [...wrong, ...(await order(kernel))]
}
