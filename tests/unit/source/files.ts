import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { relationOf, type SourceInfo } from '../../../src/table/index.ts'

/** A folder of its own for each test of a suite, and a home for state in it. */
export function folders(): { readonly path: string; write(name: string, content: string | Uint8Array): string } {
  let path = ''
  const home = process.env['ASSAY_HOME']
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'assay test é '))
    process.env['ASSAY_HOME'] = join(path, '.assay')
  })
  afterEach(() => {
    if (home === undefined) delete process.env['ASSAY_HOME']
    else process.env['ASSAY_HOME'] = home
    rmSync(path, { recursive: true, force: true })
  })
  return {
    get path() {
      return path
    },
    write(name, content) {
      const file = join(path, name)
      writeFileSync(file, content)
      return file
    },
  }
}

/** How a table was read. */
export function sourceOf(table: Parameters<typeof relationOf>[0]): SourceInfo {
  return relationOf(table).source!
}

/** The English notes of a table. */
export function notesOf(table: Parameters<typeof relationOf>[0]): string[] {
  return sourceOf(table).notes.map((note) => note.text.en)
}
