#!/usr/bin/env node
import { run } from './run.ts'

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // A second signal ends the process at once: the handler is gone by then.
  process.once(signal, () => stop.abort())
}

process.exitCode = await run(process.argv.slice(2), {
  output: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
  terminal: process.stderr.isTTY === true,
  signal: stop.signal,
})
