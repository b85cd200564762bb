import { formatCount, type Task } from '../util/index.ts'
import type { Streams } from './streams.ts'

const everyMs = 100
const clear = '\r\u001b[2K'
type Step = { readonly done: number; readonly total?: number; readonly unit?: string; readonly message?: string }

/** Progress as one line of text. */
export function progressLine({ done, total, unit, message }: Step): string {
  const share = total === undefined || total === 0 ? '' : ` ${Math.floor((Math.min(done, total) / total) * 100)}%`
  const amount = total === undefined ? ` ${formatCount(done)}${unit === undefined ? '' : ` ${unit}`}` : share
  return `${message ?? unit ?? 'working'}${amount}`
}

/**
 * Waits for a task and says on the error stream how far it is: a line that redraws itself on a terminal, a line for each step elsewhere.
 * The task is cancelled with the streams' signal.
 */
export async function follow<T>(task: Task<T>, streams: Streams, label: string, quiet: boolean): Promise<T> {
  const stop = () => task.cancel('interrupted')
  if (streams.signal?.aborted) stop()
  streams.signal?.addEventListener('abort', stop, { once: true })
  const watching = quiet ? undefined : watch(task, streams, label)
  try {
    return await task
  } finally {
    streams.signal?.removeEventListener('abort', stop)
    await watching
  }
}

async function watch(task: Task<unknown>, { complain, terminal = false }: Streams, label: string): Promise<void> {
  if (!terminal) {
    complain(`${label}\n`)
    return
  }
  let drawn = 0
  for await (const step of task.progress) {
    if (Date.now() - drawn < everyMs) continue
    drawn = Date.now()
    complain(`${clear}${progressLine({ message: label, ...step })}`)
  }
  if (drawn > 0) complain(clear)
}
