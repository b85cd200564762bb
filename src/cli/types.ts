import { statSync } from 'node:fs'
import { columnsOf, declareSources } from '../source/index.ts'
import { writeWhole } from '../util/index.ts'
import { UsageError } from './usage.ts'

interface Arguments {
  readonly files: readonly string[]
  readonly out: string | undefined
}

function parse(args: readonly string[]): Arguments {
  const files: string[] = []
  let out: string | undefined
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    if (arg === '--out' || arg === '-o') {
      out = args[++i]
      if (out === undefined) throw new UsageError('assay types: --out needs the path of a file')
    } else if (arg.startsWith('--out=')) out = arg.slice('--out='.length)
    else if (arg.startsWith('-')) throw new UsageError(`assay types: there is no option ${arg}; there is --out FILE`)
    else files.push(arg)
  }
  if (files.length === 0) throw new UsageError('assay types: name at least one file, such as assay types datasets/*.csv')
  return { files, out }
}

function why(path: string): string {
  const info = statSync(path, { throwIfNoEntry: false })
  if (info === undefined) return 'it is not there'
  return info.isFile() ? 'no columns can be read from it' : 'it is no file'
}

/**
 * `assay types FILE... [--out FILE]`: writes the declarations of files' columns.
 *
 * @returns the exit code: 0, or 1 when columns of a file are not known (the others are written all the same)
 */
export async function types(args: readonly string[], output: (text: string) => void, complain: (text: string) => void): Promise<number> {
  const { files, out } = parse(args)
  const cwd = process.cwd()
  let code = 0
  for (const file of files) {
    if ((await columnsOf(file, cwd)).length > 0) continue
    complain(`assay types: cannot tell the columns of ${JSON.stringify(file)}: ${why(file)}\n`)
    code = 1
  }
  const declarations = await declareSources(files, cwd)
  if (out === undefined) output(declarations)
  else await writeWhole(out, declarations)
  return code
}
