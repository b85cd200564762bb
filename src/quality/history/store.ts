import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stateFolder } from '../../source/index.ts'
import { messageOf } from '../../util/index.ts'
import { type KeptRun, readRun } from './kept-run.ts'

/** The folder that runs are kept in: `history` below `ASSAY_HOME`, else below `.assay` in the working folder. */
export function historyFolder(): string {
  return join(stateFolder(), 'history')
}

/** A name as part of a file's name: readable, and never equal for two names. */
function part(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .slice(0, 32)
  return `${plain}.${createHash('sha256').update(name).digest('hex').slice(0, 10)}`
}

const fileOf = (contract: string, table: string) => `${part(contract)}.${part(table)}.jsonl`

/**
 * Keeps a run: one line at the end of the file of its contract and table, written at once and flushed to disk. A line that a crash cut off
 * before is ended first, so that it costs no other run.
 */
export async function appendRun(run: KeptRun, folder = historyFolder()): Promise<void> {
  await mkdir(folder, { recursive: true })
  const file = await open(join(folder, fileOf(run.contract.name, run.table.name)), 'a+')
  try {
    const { size } = await file.stat()
    const last = Buffer.alloc(1)
    if (size > 0) await file.read(last, 0, 1, size - 1)
    const torn = size > 0 && last[0] !== 0x0a
    const bytes = Buffer.from(`${torn ? '\n' : ''}${JSON.stringify(run)}\n`)
    const { bytesWritten } = await file.write(bytes)
    if (bytesWritten < bytes.length) throw new Error('the disk is full')
    await file.datasync()
  } finally {
    await file.close()
  }
}

let warned = false

/** Keeps a run; where it cannot be written, says so once and lets the check go on. */
export async function keepRun(run: KeptRun): Promise<void> {
  try {
    await appendRun(run)
  } catch (error) {
    if (warned) return
    warned = true
    process.emitWarning(`Cannot keep the history of checks in ${JSON.stringify(historyFolder())}: ${messageOf(error)}`, 'AssayWarning')
  }
}

/** The runs of a contract, oldest first, and how many lines were no whole run. */
export async function readRuns(
  contract: string,
  table: string | undefined,
  folder = historyFolder(),
): Promise<{ runs: KeptRun[]; skipped: number }> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [] as string[]
    throw new Error(`Cannot read the history in ${JSON.stringify(folder)}: ${messageOf(error)}`, { cause: error })
  })
  const wanted = names.filter((name) =>
    table === undefined ? name.startsWith(`${part(contract)}.`) && name.endsWith('.jsonl') : name === fileOf(contract, table),
  )
  const runs: KeptRun[] = []
  let skipped = 0
  for (const name of wanted.sort()) {
    for (const line of (await readFile(join(folder, name), 'utf8')).split('\n')) {
      if (line === '') continue
      const run = readRun(line)
      if (run === undefined) skipped++
      else runs.push(run)
    }
  }
  return { runs: runs.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)), skipped }
}
