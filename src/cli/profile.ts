import { basename } from 'node:path'
import { profileMarkdown, profile as profileOf, profileText } from '../profile/index.ts'
import type { Lang } from '../protocol/index.ts'
import { open } from '../source/index.ts'
import { choose, type Grammar, readArguments } from './arguments.ts'
import { requireFile } from './near-file.ts'
import { follow } from './progress.ts'
import type { Streams } from './streams.ts'
import { deliver, pageOf } from './write.ts'

const formats = ['plain', 'json', 'html', 'markdown'] as const
const langs: readonly Lang[] = ['en', 'zh-CN']

const grammar: Grammar = {
  command: 'profile',
  operands: ['DATA'],
  options: {
    '--format': `one of ${formats.join(', ')}`,
    '--out': 'the path of a file',
    '--lang': 'a language, en or zh-CN',
    '--quiet': null,
  },
}

/** `assay profile DATA`: says what a file holds, column by column; personal columns are masked in every format. */
export async function profile(args: readonly string[], streams: Streams): Promise<number> {
  const read = readArguments(grammar, args)
  const format = choose('profile', '--format', read.value('--format'), formats)
  const lang = choose('profile', '--lang', read.value('--lang'), langs)
  const [data] = read.operands as [string]
  requireFile('profile', 'data', data)
  const quiet = read.value('--quiet') !== undefined
  const table = await follow(open(data), streams, `reading ${data}`, quiet)
  const found = await follow(profileOf(table), streams, `profiling ${data}`, quiet)
  const text = {
    plain: () => profileText(found, lang),
    json: () => JSON.stringify(found, null, 2),
    html: () => pageOf(basename(data), found, lang),
    markdown: () => profileMarkdown(found, lang),
  }[format]
  await deliver(await text(), read.value('--out'), streams)
  return 0
}
