import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from './find-chromium.mjs'
import { cache, jupyterEnvironment, root } from './paths.mjs'
import { run } from './run.mjs'

const bin = (name) => join(root, 'node_modules', ...name.split('/'))
const script = (name, ...args) => [join(root, 'scripts', name), ...args]

/** Every suite in the order run: checks of the sources count as one test each, mocha's by what it says. */
const suites = [
  { name: 'types', args: () => [bin('typescript/bin/tsc'), '-b', 'tsconfig.json'] },
  { name: 'lint', args: () => [bin('@biomejs/biome/bin/biome'), 'check', '.'] },
  { name: 'rooms', args: () => script('rooms.mjs') },
  { name: 'unit', tests: ['tests/unit', 'tests/property', 'tests/contract'] },
  { name: 'docs', args: () => script('docs.mjs') },
  { name: 'kernel', tests: ['tests/kernel'] },
  { name: 'notebooks', tests: ['tests/notebooks'] },
  { name: 'install', tests: ['tests/install'] },
  { name: 'browser', tests: ['tests/browser'], browser: true },
]

const count = (output, word) =>
  [...output.matchAll(new RegExp(`^\\s+(\\d+) ${word}\\b`, 'gm'))].reduce((sum, match) => sum + Number(match[1]), 0)

async function runSuite({ args, tests, browser }) {
  const env = { ...jupyterEnvironment(), FORCE_COLOR: '0', XDG_CACHE_HOME: join(cache, 'xdg'), ASSAY_HOME: join(cache, 'assay') }
  if (browser) env.CHROMIUM_PATH = await findChromium()
  const folders = tests?.filter((folder) => existsSync(join(root, folder)))
  if (folders?.length === 0) return { passed: 0, failed: 0, skipped: 0 }
  const command = args?.() ?? [
    bin('mocha/bin/mocha.js'),
    '--config',
    join(root, '.mocharc.json'),
    '--no-package',
    ...folders.map((folder) => `${folder}/**/*.test.ts`),
  ]
  let output = ''
  let ended = 0
  try {
    output = await run(process.execPath, command, { cwd: root, env, onLine: (line) => console.log(line) })
  } catch (error) {
    output = error.output ?? ''
    ended = 1
  }
  if (args !== undefined) return { passed: 1 - ended, failed: ended, skipped: 0 }
  const found = { passed: count(output, 'passing'), failed: count(output, 'failing'), skipped: count(output, 'pending') }
  return ended === 1 && found.failed === 0 ? { ...found, failed: 1 } : found
}

/** Runs the named suites, or all of them; the last line is `N passed, N failed`. Gives the exit code. */
export async function runSuites(names) {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name))
  if (unknown.length > 0) throw new Error(`Cannot run suite "${unknown[0]}": there are ${suites.map((suite) => suite.name).join(', ')}`)
  const total = { passed: 0, failed: 0, skipped: 0 }
  const lines = []
  for (const suite of suites.filter(({ name }) => names.length === 0 || names.includes(name))) {
    console.log(`\n— ${suite.name}`)
    const started = performance.now()
    const result = await runSuite(suite).catch((error) => {
      console.log(error.message)
      return { passed: 0, failed: 1, skipped: 0 }
    })
    for (const key of Object.keys(total)) total[key] += result[key]
    lines.push(
      `${suite.name.padEnd(10)} ${result.failed === 0 ? '✓' : '✗'}  ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${result.passed} passed, ${result.failed} failed`,
    )
  }
  console.log(`\n${lines.join('\n')}\n`)
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
  return total.failed === 0 ? 0 : 1
}
