import { chmodSync, cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findPython } from './find-python.mjs'
import { jupyterEnvironment, kernelNode, python, root, venv } from './paths.mjs'
import { run, step } from './run.mjs'
import { fingerprint, isDone, markDone } from './stamp.mjs'

const windows = process.platform === 'win32'
const npm = (args, options) => run(windows ? 'npm.cmd' : 'npm', args, { cwd: root, ...options })
const node = (args, options) => run(process.execPath, args, { cwd: root, ...options })
const bin = (name) => join(root, 'node_modules', ...name.split('/'))

const steps = [
  {
    name: 'npm packages',
    print: () =>
      fingerprint(
        ['package.json', 'package-lock.json', 'src/package.json', 'kernel/package.json', 'extension/package.json'],
        process.platform + process.arch,
      ),
    ready: () => existsSync(join(root, 'node_modules', '.package-lock.json')),
    work: (say) => npm(['ci', '--no-audit', '--no-fund'], { onLine: say }),
  },
  {
    name: 'Python environment with JupyterLab and Node for the kernel',
    print: () => fingerprint(['scripts/requirements.txt']),
    ready: () => existsSync(python) && kernelNode() !== undefined,
    async work(say) {
      const found = findPython()
      if (!existsSync(python)) {
        rmSync(venv, { recursive: true, force: true })
        await run(found.command, [...found.args, '-m', 'venv', venv])
      }
      const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '-r', join(root, 'scripts', 'requirements.txt')]
      await run(python, pip, { onLine: (line) => /^(Collecting|Downloading|Installing)/.test(line) && say(line) })
    },
  },
  {
    name: 'library and kernel',
    print: () => fingerprint(['src', 'kernel', 'tsconfig.base.json']),
    ready: () => existsSync(join(root, 'src', 'dist', 'index.js')) && existsSync(join(root, 'kernel', 'dist', 'host', 'main.js')),
    async work() {
      for (const place of ['src/dist', 'kernel/dist']) rmSync(join(root, place), { recursive: true, force: true })
      await node([bin('typescript/bin/tsc'), '-b', 'src', 'kernel'])
      chmodSync(join(root, 'src', 'dist', 'cli', 'main.js'), 0o755)
    },
  },
  {
    name: 'JupyterLab extension',
    print: () => fingerprint(['extension', 'src/views', 'src/protocol', 'src/util', 'tsconfig.base.json']),
    ready: () => existsSync(join(root, 'extension', 'labextension', 'package.json')),
    work: () => npm(['run', 'build', '-w', 'extension']),
  },
  {
    name: 'kernel registered in .venv',
    print: () => fingerprint(['kernel/install'], `${root}\n${kernelNode()}`),
    ready: () => existsSync(join(venv, 'share', 'jupyter', 'kernels', 'assay', 'kernel.json')),
    work: () => node([join(root, 'kernel', 'dist', 'install', 'main.js'), '--prefix', venv, '--node', kernelNode()]),
  },
  {
    name: 'extension installed in .venv',
    print: () => fingerprint(['extension', 'src/views', 'src/protocol', 'src/util']) + labextensionHash(),
    ready: () => existsSync(join(venv, 'share', 'jupyter', 'labextensions', '@assay', 'jupyterlab', 'package.json')),
    async work() {
      const to = join(venv, 'share', 'jupyter', 'labextensions', '@assay', 'jupyterlab')
      rmSync(to, { recursive: true, force: true })
      cpSync(join(root, 'extension', 'labextension'), to, { recursive: true })
      await run(python, ['-m', 'jupyter', 'labextension', 'list'], { env: jupyterEnvironment() })
    },
  },
]

function labextensionHash() {
  const file = join(root, 'extension', 'labextension', 'package.json')
  return existsSync(file) ? readFileSync(file, 'utf8').length.toString() : ''
}

/** Brings the clone to where everything runs. Steps that are done are skipped; one that was interrupted runs again. */
export async function setUp() {
  const started = performance.now()
  console.log(`Assay set-up in ${root}`)
  findPython()
  let done = 0
  for (const { name, print, ready, work } of steps) {
    if (ready() && isDone(name, print())) {
      done++
      continue
    }
    await step(name, work)
    markDone(name, print())
  }
  if (done > 0) console.log(`  ✓ ${done === steps.length ? 'everything was there' : `${done} of ${steps.length} steps were done before`}`)
  console.log(`  set-up took ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
}
