import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const map = JSON.parse(readFileSync(join(root, 'scripts', 'rooms.json'), 'utf8')) as { rooms: string[] }

describe('the map of rooms', () => {
  const built = readdirSync(join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'dist' && entry.name !== 'node_modules')
    .map((entry) => entry.name)

  it('lists every room that is there', () =>
    assert.deepEqual(
      built.filter((room) => !map.rooms.includes(room)),
      [],
    ))

  it('is told in docs/architecture.md', () => {
    const page = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8')
    assert.deepEqual(
      built.filter((room) => !page.includes(`| \`${room}\` |`)),
      [],
    )
  })

  it('has an index.ts in every room but cli', () =>
    assert.deepEqual(
      built.filter((room) => room !== 'cli' && !existsSync(join(root, 'src', room, 'index.ts'))),
      [],
    ))
})
