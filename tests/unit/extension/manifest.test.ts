import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const path = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url))
const read = (name: string) => JSON.parse(readFileSync(path(name), 'utf8'))

describe('extension/package.json', () => {
  const manifest = read('extension/package.json')
  const overrides: Record<string, string> = read('package.json').overrides

  it('dependencies of the JupyterLab family are those that the workspace pins', () => {
    const family = Object.entries<string>({ ...manifest.dependencies, ...manifest.devDependencies }).filter(([name]) =>
      name.startsWith('@jupyterlab/'),
    )
    assert.ok(family.length > 5)
    for (const [name, version] of family) assert.equal(version, overrides[name] ?? version, name)
    for (const [name, version] of family) assert.match(version, /^\d+\.\d+\.\d+$/, name)
  })

  it('names files that are there', () => {
    for (const file of [manifest.style, manifest.styleModule, 'src/index.ts', 'src/mime.ts', 'build.mjs'])
      assert.ok(existsSync(path(`extension/${file}`)), file)
  })

  it('the schema of the language allows what views speak', () => {
    const { properties } = read('extension/schema/language.json')
    assert.deepEqual(properties.language.enum, ['auto', 'en', 'zh-CN'])
    assert.equal(properties.language.default, 'auto')
  })

  it('calls no package that is not Node-free at run time', () => {
    assert.deepEqual(
      Object.keys(manifest.dependencies).filter((name) => !name.startsWith('@jupyterlab/') && !name.startsWith('@lumino/')),
      [],
    )
  })
})
