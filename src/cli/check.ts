import { resolve } from 'node:path'
import type { Lang } from '../protocol/index.ts'
import { type CheckResult, type Contract, junitCheck, plainCheck, readContract, sarifCheck } from '../quality/index.ts'
import { open } from '../source/index.ts'
import type { AnyRow, AnyTable } from '../table/index.ts'
import { type Arguments, choose, type Grammar, readArguments } from './arguments.ts'
import { requireFile } from './near-file.ts'
import { follow } from './progress.ts'
import type { Streams } from './streams.ts'
import { UsageError } from './usage.ts'
import { deliver, pageOf } from './write.ts'

const formats = ['plain', 'json', 'html', 'junit', 'sarif'] as const
const langs: readonly Lang[] = ['en', 'zh-CN']

const grammar: Grammar = {
  command: 'check',
  operands: ['CONTRACT', 'DATA'],
  options: {
    '--format': `one of ${formats.join(', ')}`,
    '--out': 'the path of a file',
    '--schema': 'the name of a table of the contract',
    '--table': 'NAME=FILE',
    '--as-of': 'a date, such as 2010-12-01',
    '--lang': 'a language, en or zh-CN',
    '--no-history': null,
    '--quiet': null,
  },
}

/**
 * `assay check CONTRACT DATA`: holds a file against a contract.
 *
 * @returns the exit code: 0 when the contract holds, 1 when rules fail; what cannot be run is thrown
 */
export async function check(args: readonly string[], streams: Streams): Promise<number> {
  const read = readArguments(grammar, args)
  const format = choose('check', '--format', read.value('--format'), formats)
  const lang = choose('check', '--lang', read.value('--lang'), langs)
  const now = momentOf(read.value('--as-of'))
  const [contractPath, data] = read.operands as [string, string]
  requireFile('check', 'contract', contractPath)
  requireFile('check', 'data', data)
  const quiet = read.value('--quiet') !== undefined
  const schema = read.value('--schema')
  const contract = await readContract(contractPath, schema === undefined ? {} : { schema })
  const table = await follow(contract.open(data), streams, `reading ${data}`, quiet)
  const tables = await othersOf(read, streams, quiet)
  const checked = await follow(
    contract.check(table, { tables, history: read.value('--no-history') === undefined, ...(now === undefined ? {} : { now }) }),
    streams,
    `checking ${data}`,
    quiet,
  )
  await deliver(await textOf(checked, format, lang, contract, data), read.value('--out'), streams)
  return checked.ok ? 0 : 1
}

async function textOf(
  checked: CheckResult<AnyRow>,
  format: (typeof formats)[number],
  lang: Lang,
  contract: Contract<AnyRow>,
  data: string,
): Promise<string> {
  switch (format) {
    case 'plain':
      return plainCheck(checked.view, lang)
    case 'json':
      return JSON.stringify(checked.view, null, 2)
    case 'html':
      return pageOf(contract.name, checked, lang)
    case 'junit':
      return junitCheck(checked.view)
    case 'sarif':
      return sarifCheck(checked.view, { file: data })
  }
}

function momentOf(written: string | undefined): Date | undefined {
  if (written === undefined) return undefined
  const moment = new Date(written)
  if (Number.isNaN(moment.getTime()))
    throw new UsageError(`assay check: --as-of ${JSON.stringify(written)} is not a date: write 2010-12-01`)
  return moment
}

/** The tables that references point to: `--table users=users.csv`. */
async function othersOf(read: Arguments, streams: Streams, quiet: boolean): Promise<Record<string, AnyTable>> {
  const tables: Record<string, AnyTable> = {}
  for (const given of read.values('--table')) {
    const equals = given.indexOf('=')
    if (equals < 1)
      throw new UsageError(`assay check: --table ${JSON.stringify(given)} names no table: write NAME=FILE, such as users=users.csv`)
    const [name, path] = [given.slice(0, equals), given.slice(equals + 1)]
    requireFile('check', 'table', path)
    tables[name] = (await follow(open(resolve(path)), streams, `reading ${path}`, quiet)) as unknown as AnyTable
  }
  return tables
}
