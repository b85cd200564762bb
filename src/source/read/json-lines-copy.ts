import { messageOf } from '../../util/index.ts'
import type { CopyTarget, TextFile } from './clean-copy.ts'
import { textOf } from './text-stream.ts'
import { writeFileBy } from './write-lines.ts'

/** Why a line is no JSON value, without its content. */
function reasonOf(line: string): string | undefined {
  try {
    JSON.parse(line)
    return undefined
  } catch (error) {
    const message = messageOf(error)
    if (/end of JSON input|Unterminated/i.test(message)) return 'the JSON ends too early'
    const place = /position (\d+)/.exec(message)?.[1]
    return place === undefined ? 'no JSON' : `the JSON is broken at character ${Number(place) + 1}`
  }
}

/** Copies JSON lines in UTF-8 without those that are no JSON; gives their number. */
export async function copyJsonLines(
  from: TextFile,
  to: CopyTarget,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<number> {
  let rejected = 0
  let line = 0
  let rest = ''
  await writeFileBy(to.rejects, (reject) =>
    writeFileBy(to.data, async (write) => {
      const take = async (lines: readonly string[]) => {
        const good: string[] = []
        for (const raw of lines) {
          line++
          if (raw.trim() === '') continue
          const reason = reasonOf(raw)
          if (reason === undefined) good.push(raw)
          else {
            rejected++
            await reject(`${JSON.stringify({ line, column: '', reason, raw })}\n`)
          }
        }
        if (good.length > 0) await write(`${good.join('\n')}\n`)
      }
      for await (const piece of textOf(from.path, from.gzip, from.encoding, from.strict, signal, onBytes)) {
        const lines = (rest + piece).split(/\r?\n/)
        rest = lines.pop() ?? ''
        await take(lines)
      }
      await take([rest])
    }),
  )
  return rejected
}

/** Copies a text file in UTF-8 as it is. */
export async function copyText(from: TextFile, data: string, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<void> {
  await writeFileBy(data, async (write) => {
    for await (const piece of textOf(from.path, from.gzip, from.encoding, from.strict, signal, onBytes)) await write(piece)
  })
}
