import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { shortPath } from '../../../../kernel/runner/show/short-path.ts'

describe('shortPath()', () => {
  const root = mkdtempSync(join(tmpdir(), 'assay-short-'))
  const notebooks = join(root, 'shop/notebooks')
  const library = join(root, 'library')
  before(() => {
    for (const folder of [notebooks, join(notebooks, 'tools'), join(library, 'dist/source')]) mkdirSync(folder, { recursive: true })
    writeFileSync(join(root, 'shop/package.json'), '{"name":"shop"}')
    writeFileSync(join(notebooks, 'tools/package.json'), '{"name":"@own/tools"}')
    writeFileSync(join(library, 'package.json'), '{"name":"assay"}')
  })
  after(() => rmSync(root, { recursive: true, force: true }))

  for (const [what, file, short] of [
    ['a file of the notebook folder', join(notebooks, 'a/b.ts'), 'a/b.ts'],
    ['a file of the project around it', join(root, 'shop/lib/c.ts'), '../lib/c.ts'],
    ['a package below it', join(notebooks, 'tools/d.js'), '@own/tools/d.js'],
    ['an installed package', join(notebooks, 'node_modules/x/node_modules/@s/y/lib/z.js'), '@s/y/lib/z.js'],
    ['our built library, as an address', `${pathToFileURL(join(library, 'dist/source/open.js')).href}?edited=1`, 'assay/source/open.js'],
    ['a file of the home folder', join(homedir(), 'assay-short/far/away.ts'), '~/assay-short/far/away.ts'],
    ['a file far away', '/assay-elsewhere/folder/e.js', 'e.js'],
    ['a module of Node', 'node:fs', 'node:fs'],
    ['no file', '<anonymous>', '<anonymous>'],
  ] as const)
    it(`${what} is ${short}`, () => assert.equal(shortPath(file, notebooks), short))
})
