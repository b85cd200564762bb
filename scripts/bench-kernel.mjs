import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { requireNode } from './lib/versions.mjs'

requireNode()
const { setUp } = await import('./lib/set-up.mjs')
const { fail } = await import('./lib/fail.mjs')
const { findPython } = await import('./lib/find-python.mjs')
const { cache, jupyterEnvironment, kernelNode, root } = await import('./lib/paths.mjs')
const { run, step } = await import('./lib/run.mjs')

const versions = { tslab: '1.0.22', deno: '2.9.6', ipykernel: '7.4.0', jupyter_client: '8.10.0', psutil: '7.2.2' }
const windows = process.platform === 'win32'
const folder = join(cache, 'bench')
const venv = join(folder, 'venv')
const python = windows ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python')
const npm = (args, cwd) => run(windows ? 'npm.cmd' : 'npm', [...args, '--no-audit', '--no-fund'], { cwd })
const tslab = join(folder, 'npm', 'tslab')
const deno = join(folder, 'npm', 'deno')
const modules = (prefix) => (windows ? join(prefix, 'node_modules') : join(prefix, 'lib', 'node_modules'))

// A local install of tslab does not find the types of Node from another folder; one with a prefix does.
async function installTslab() {
  mkdirSync(tslab, { recursive: true })
  await npm(['install', '--global', '--prefix', tslab, `tslab@${versions.tslab}`], folder)
}

async function installDeno() {
  mkdirSync(deno, { recursive: true })
  writeFileSync(join(deno, 'package.json'), '{ "private": true }\n')
  await npm(['install', `deno@${versions.deno}`], deno)
}

async function installIpykernel() {
  const found = findPython()
  if (!existsSync(python)) await run(found.command, [...found.args, '-m', 'venv', venv])
  const wanted = ['ipykernel', 'jupyter_client', 'psutil'].map((name) => `${name}==${versions[name]}`)
  await run(python, ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', ...wanted])
}

async function installPeers() {
  const stamp = join(folder, 'installed.json')
  const wanted = JSON.stringify(versions)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  await step('tslab', installTslab)
  await step('Deno', installDeno)
  await step('ipykernel', installIpykernel)
  writeFileSync(stamp, wanted)
}

function specs() {
  const node = kernelNode() ?? process.execPath
  const nodeVersion = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
  const { version } = JSON.parse(readFileSync(join(root, 'kernel', 'package.json'), 'utf8'))
  const host = join(root, 'kernel', 'dist', 'host', 'main.js')
  const denoBinary = join(deno, 'node_modules', '.bin', windows ? 'deno.cmd' : 'deno')
  const own = {
    name: 'assay',
    version: `${version} on Node ${nodeVersion}`,
    argv: [node, host, '{connection_file}'],
    interrupt_mode: 'message',
  }
  return [
    own,
    {
      name: 'tslab',
      version: `${versions.tslab} on Node ${process.version}`,
      argv: [process.execPath, join(modules(tslab), 'tslab', 'bin', 'tslab'), 'kernel', '--config-path', '{connection_file}'],
    },
    { name: 'deno', version: versions.deno, argv: [denoBinary, 'jupyter', '--kernel', '--conn', '{connection_file}'] },
    { name: 'ipykernel', version: versions.ipykernel, argv: [python, '-m', 'ipykernel_launcher', '-f', '{connection_file}'] },
  ]
}

try {
  await setUp()
  mkdirSync(folder, { recursive: true })
  await installPeers()
  const file = join(folder, 'specs.json')
  writeFileSync(file, JSON.stringify(specs(), null, 1))
  const given = process.argv.slice(2)
  const out = given.includes('--out') ? [] : ['--out', join(root, 'bench', 'results')]
  await run(python, [join(root, 'bench', 'kernel'), '--specs', file, ...out, ...given], { env: jupyterEnvironment(), inherit: true })
} catch (error) {
  fail(error)
}
