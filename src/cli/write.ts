import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Lang } from '../protocol/index.ts'
import { report } from '../report/index.ts'
import { writeWhole } from '../util/index.ts'
import type { Streams } from './streams.ts'

/** Writes a result into a file, whole or not at all, or to standard output; a text ends with a line end. */
export async function deliver(text: string, out: string | undefined, streams: Streams): Promise<void> {
  const whole = text.endsWith('\n') ? text : `${text}\n`
  if (out === undefined) streams.output(whole)
  else await writeWhole(out, whole)
}

/** A result as one HTML file that opens without a network. */
export async function pageOf(title: string, part: unknown, lang: Lang): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-page-'))
  try {
    const path = join(folder, 'page.html') as `${string}.html`
    await report(title, { parts: [part] }).save(path, { lang })
    return await readFile(path, 'utf8')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
