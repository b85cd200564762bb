import { Kernel } from './kernel.ts'
import { watchParent } from './parent.ts'
import { readConnection } from './wire/index.ts'

async function main(path: string | undefined): Promise<void> {
  if (path === undefined) throw new TypeError('Cannot start the kernel: give it a connection file')
  const connection = readConnection(path)
  const kernel = new Kernel(connection, { cwd: process.cwd(), onShutdown: () => process.exit(0) })
  const close = () => void kernel.close()
  process.on('SIGINT', () => kernel.interrupt())
  process.on('SIGTERM', close).on('SIGHUP', close)
  watchParent(close)
  // A kernel that goes on with one message lost serves better than one that is gone.
  const note = (error: unknown) => process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.on('uncaughtException', note).on('unhandledRejection', note)
  await kernel.start(connection)
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
