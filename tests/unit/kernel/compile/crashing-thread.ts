import { parentPort, workerData } from 'node:worker_threads'
import '../../../../kernel/host/compile/worker.ts'

// The compiler's thread, but it ends at a cell that says so: always, or in the first of several threads only.
const { first } = workerData as { first: boolean }
parentPort?.on('message', (message: { args?: readonly [{ code?: string }] }) => {
  const code = message.args?.[0]?.code ?? ''
  if (code.includes('crash always') || (code.includes('crash once') && first)) process.exit(9)
})
