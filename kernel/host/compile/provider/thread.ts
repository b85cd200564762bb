import { parentPort } from 'node:worker_threads'
import type { ProviderRequest, ThreadReply, ThreadRequest } from './providers.ts'

// The thread that type providers of packages run in: a slow or broken one costs the compiler nothing.

const port = parentPort
if (!port) throw new Error('Type providers run in a worker thread')

port.on('message', async ({ id, module, cwd, calls }: ThreadRequest) => {
  port.postMessage(
    await ask(module, { cwd, calls }).then(
      (declarations): ThreadReply => ({ id, ...(declarations === undefined ? {} : { declarations }) }),
      (): ThreadReply => ({ id }),
    ),
  )
})

async function ask(module: string, request: ProviderRequest): Promise<string | undefined> {
  const { provide } = (await import(module)) as { provide?: (request: ProviderRequest) => Promise<{ declarations?: unknown }> }
  const answer = await provide?.(request)
  return typeof answer?.declarations === 'string' ? answer.declarations : undefined
}
