// Holds the imports against the map in rooms.json: a room uses rooms above it, through their index.ts; no cycles; each package has its rooms.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { root } from './lib/paths.mjs'

const map = JSON.parse(readFileSync(join(root, 'scripts', 'rooms.json'), 'utf8'))
const skipped = new Set(['node_modules', 'dist', 'lib', 'labextension'])
const faults = []

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) yield* sources(join(folder, entry.name))
    } else if (/\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts')) yield join(folder, entry.name)
  }
}

// Comments are dropped first, so that examples in docstrings do not count.
function specifiers(file) {
  const text = readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
  const found = []
  for (const match of text.matchAll(/^\s*(import|export)\b(\s+type\b)?([^'"`;]*?\bfrom\s*)?\s*['"]([^'"\n]+)['"]/gm))
    found.push({ name: match[4], type: match[2] !== undefined })
  for (const match of text.matchAll(/\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g)) found.push({ name: match[1], type: false })
  return found
}

const packageOf = (name) => (name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : name.split('/')[0])
const isBuiltin = (name) => name.startsWith('node:') || builtinModules.includes(name)
const graph = new Map()

function checkLibrary() {
  const src = join(root, 'src')
  const order = new Map(map.rooms.map((room, i) => [room, i]))
  for (const file of sources(src)) {
    const place = relative(src, file)
    const room = place.includes(sep) ? place.split(sep)[0] : undefined
    if (room !== undefined && !order.has(room)) faults.push(`${place}: room "${room}" is not in scripts/rooms.json`)
    graph.set(file, [])
    for (const { name, type } of specifiers(file)) {
      if (name.startsWith('.')) {
        const target = resolve(dirname(file), name)
        if (!existsSync(target)) faults.push(`${place}: "${name}" does not exist`)
        if (!type) graph.get(file).push(target)
        const targetPlace = relative(src, target)
        const other = targetPlace.split(sep)[0]
        if (room === undefined || other === room) continue
        if (!map.everywhere.includes(other) && order.get(other) > order.get(room))
          faults.push(`${place}: room "${room}" may not use room "${other}", which comes after it`)
        if (
          targetPlace !== join(other, 'index.ts') &&
          !(targetPlace === join('table', 'table.ts') && /declare module/.test(readFileSync(file, 'utf8')))
        )
          faults.push(`${place}: room "${other}" is used through its index.ts only, not "${name}"`)
      } else if (!isBuiltin(name)) {
        const rooms = map.packages[packageOf(name)]
        if (rooms === undefined) faults.push(`${place}: package "${packageOf(name)}" has no room in scripts/rooms.json`)
        else if (!rooms.includes(room)) faults.push(`${place}: package "${packageOf(name)}" belongs to ${rooms.join(', ')}`)
      }
    }
  }
}

function checkWorkspace(folder) {
  for (const file of sources(join(root, folder))) {
    graph.set(file, [])
    for (const { name, type } of specifiers(file)) {
      const place = relative(root, file)
      if (name.startsWith('.')) {
        const target = resolve(dirname(file), name)
        if (relative(join(root, folder), target).startsWith('..')) faults.push(`${place}: "${name}" leaves ${folder}`)
        if (!type) graph.get(file).push(/\.tsx?$/.test(target) ? target : `${target}.ts`)
      } else if (packageOf(name) === 'assay' || name.startsWith('@assay/')) {
        if (!map.library[folder].includes(name)) faults.push(`${place}: ${folder} may use ${map.library[folder].join(', ')}, not "${name}"`)
      }
    }
  }
}

function checkCycles() {
  const state = new Map()
  const walk = (file, path) => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      const names = [...path.slice(path.indexOf(file)), file].map((one) => relative(root, one))
      faults.push(`cycle: ${names.join(' → ')}`)
      return
    }
    state.set(file, 'open')
    for (const next of graph.get(file) ?? []) walk(next, [...path, file])
    state.set(file, 'done')
  }
  for (const file of graph.keys()) walk(file, [])
}

checkLibrary()
for (const folder of Object.keys(map.library)) checkWorkspace(folder)
checkCycles()
for (const fault of faults) console.log(fault)
console.log(faults.length === 0 ? `rooms: ${graph.size} files keep to the map` : `rooms: ${faults.length} faults`)
process.exitCode = faults.length === 0 ? 0 : 1
