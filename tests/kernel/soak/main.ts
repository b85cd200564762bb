import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { kernelNode } from '../helpers/paths.ts'
import { type SoakResult, soak } from './soak.ts'

// npm run soak -- [--interrupts N] [--seed N] [--out FILE]
const { values } = parseArgs({
  options: { interrupts: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' }, out: { type: 'string' } },
})

const medianMs = 30
const p99Ms = 120

function verdict({ wrong, oneRunner, latency }: SoakResult) {
  return {
    'nothing lost, late or wrong': wrong.length === 0,
    'one runner lived through it': oneRunner,
    [`median <= ${medianMs} ms`]: latency.median <= medianMs,
    [`p99 <= ${p99Ms} ms`]: latency.p99 <= p99Ms,
  }
}

const load: number[] = []
const result = await soak(Number(values.interrupts), Number(values.seed), (interrupts, wrong) => {
  load.push(Math.round((loadavg()[0] ?? 0) * 10) / 10)
  process.stderr.write(`${interrupts} interrupts, ${wrong} wrong\n`)
})
const goals = verdict(result)
const report = {
  date: new Date().toISOString().slice(0, 10),
  node: execFileSync(kernelNode(), ['--version'], { encoding: 'utf8' }).trim(),
  processors: cpus().length,
  loadAverage: { median: load.sort((a, b) => a - b)[load.length >> 1], max: load.at(-1) },
  seed: Number(values.seed),
  goals,
  ...result,
}
const text = `${JSON.stringify(report, null, 2)}\n`
process.stdout.write(text)
if (values.out !== undefined) {
  mkdirSync(dirname(values.out), { recursive: true })
  writeFileSync(values.out, text)
}
process.exit(result.wrong.length === 0 && result.oneRunner ? 0 : 1)
