import { parentPort, workerData } from 'node:worker_threads'
import type { Compiled } from './compiler.ts'
import type { CallMessage, CallName, ReplyMessage } from './messages.ts'
import { Session } from './session.ts'

// The compiler's thread: its calls block, so it serves them one at a time, those that a writing user waits for first.

const port = parentPort
if (!port) throw new Error('The compiler runs in a worker thread')
const reply = (message: ReplyMessage): void => port.postMessage(message)

const session = new Session({
  cwd: (workerData as { cwd: string }).cwd,
  startChecker: async (cwd) => new (await import('./check/typescript7.ts')).TypeScript7Checker(cwd),
  onNotice: (notice) => reply({ notice }),
})

const urgent: ReadonlySet<CallName> = new Set(['complete', 'inspect', 'isComplete'])
const calls: CallMessage[] = []
let busy = false

port.on('message', (message: CallMessage | 'close') => {
  if (message === 'close') {
    session.close()
    process.exit(0)
  }
  calls.push(message)
  if (!busy) void serve()
})
void session.start()

async function serve(): Promise<void> {
  busy = true
  while (calls.length > 0) {
    const index = Math.max(
      0,
      calls.findIndex(({ name }) => urgent.has(name)),
    )
    const [call] = calls.splice(index, 1) as [CallMessage]
    await answer(call)
    // Lets messages in that came during a blocking call.
    await new Promise((resolve) => setImmediate(resolve))
  }
  busy = false
}

async function answer({ id, name, args }: CallMessage): Promise<void> {
  try {
    const method = session[name] as (...args: readonly unknown[]) => unknown
    reply({ id, ok: true, value: (await method.apply(session, [...args])) as Compiled })
  } catch (error) {
    reply({ id, ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
