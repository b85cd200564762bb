// Runs the TypeScript blocks of README.md and docs/guide: each page's blocks make one module, type-checked, then executed in a folder of its own
// beside the bundled data. A block headed ```ts no-run is type-checked only. Links between pages must lead somewhere.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { cache, root } from './lib/paths.mjs'
import { run } from './lib/run.mjs'

const folder = join(cache, 'docs')
const guide = join(root, 'docs', 'guide')
const pages = [
  join(root, 'README.md'),
  ...(existsSync(guide)
    ? readdirSync(guide)
        .filter((name) => name.endsWith('.md'))
        .map((name) => join(guide, name))
    : []),
]
const linked = [
  ...pages,
  ...['CONTRIBUTING.md', 'CHANGELOG.md', 'docs/architecture.md', 'datasets/README.md']
    .map((name) => join(root, name))
    .filter((page) => existsSync(page)),
]
let faults = 0
const fault = (text) => {
  faults++
  console.log(text)
}

function blocks(page) {
  const text = readFileSync(page, 'utf8')
  return [...text.matchAll(/^```ts([^\n]*)\n([\s\S]*?)^```/gm)].map((match) => ({ code: match[2], run: !match[1].includes('no-run') }))
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const programs = []
for (const page of pages) {
  const found = blocks(page)
  if (found.length === 0) continue
  const name = relative(root, page)
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/-md$/, '')
  const program = join(folder, `${name}.ts`)
  const runnable = found.filter((block) => block.run)
  writeFileSync(program, `${runnable.map((block) => block.code).join('\n')}\nexport {}\n`)
  for (const [i, block] of found.filter((one) => !one.run).entries())
    writeFileSync(join(folder, `${name}-no-run-${i}.ts`), `${block.code}\nexport {}\n`)
  if (runnable.length > 0) programs.push({ page, program })
}

const cli = join(root, 'src', 'cli', 'main.ts')
const flags = ['--import', 'tsx', '--conditions=assay-source']
const paths = [
  ...new Set(pages.flatMap((page) => [...readFileSync(page, 'utf8').matchAll(/\bopen\('([^']+)'\)/g)].map((match) => match[1]))),
].filter((path) => existsSync(join(root, path)))
if (paths.length > 0) {
  const declarations = await run(process.execPath, [...flags, cli, 'types', ...paths], { cwd: root })
  writeFileSync(join(folder, 'sources.d.ts'), declarations)
}
writeFileSync(
  join(folder, 'tsconfig.json'),
  JSON.stringify({
    extends: '../../tsconfig.base.json',
    compilerOptions: { noEmit: true, composite: false, declaration: false, declarationMap: false, sourceMap: false, types: ['node'] },
    include: ['*.ts'],
  }),
)
await run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', folder], { cwd: root }).catch((error) =>
  fault(error.output),
)
for (const { page, program } of programs) {
  await run(process.execPath, [...flags, program], { cwd: root, env: { ...process.env, ASSAY_HOME: join(folder, '.assay') } })
    .then(() => console.log(`${relative(root, page)}: its blocks run`))
    .catch((error) => fault(`${relative(root, page)}:\n${error.output}`))
}
for (const page of linked) {
  for (const match of readFileSync(page, 'utf8').matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)) {
    if (/^[a-z]+:/.test(match[1])) continue
    if (!existsSync(resolve(dirname(page), match[1]))) fault(`${relative(root, page)}: the link to ${match[1]} leads nowhere`)
  }
}
console.log(faults === 0 ? `docs: ${programs.length} pages run, links lead somewhere` : `docs: ${faults} faults`)
process.exitCode = faults === 0 ? 0 : 1
