import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The Python environment with JupyterLab: `ASSAY_VENV`, else the clone's own. */
export const venv = process.env['ASSAY_VENV'] ?? join(root, '.venv')
const bin = join(venv, process.platform === 'win32' ? 'Scripts' : 'bin')
const python = join(bin, process.platform === 'win32' ? 'python.exe' : 'python')

/** Why JupyterLab cannot be tested here; undefined when it can. */
export function missingForLab(): string | undefined {
  if (!existsSync(python)) return `no Python environment at ${venv}: npm run setup makes it`
  if (!existsSync(join(root, 'extension', 'labextension', 'package.json'))) return 'the extension is not built: npm run build -w extension'
  return undefined
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

/** A cell's output as a notebook saves it. */
export interface SavedOutput {
  readonly data: Readonly<Record<string, unknown>>
  readonly metadata?: Readonly<Record<string, unknown>>
}

/** A cell as a notebook saves it. */
export interface SavedCell {
  readonly source?: string
  readonly outputs?: readonly SavedOutput[]
}

const notebook = (cells: readonly SavedCell[], kernel: string | undefined) => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: kernel === undefined ? {} : { kernelspec: { name: kernel, display_name: kernel, language: 'typescript' } },
  cells: cells.map(({ source = '', outputs = [] }, i) => ({
    cell_type: 'code',
    id: `cell-${i}`,
    source,
    execution_count: i + 1,
    metadata: {},
    outputs: outputs.map(({ data, metadata = {} }) => ({ output_type: 'execute_result', execution_count: i + 1, data, metadata })),
  })),
})

/** A running JupyterLab with nothing but our extension, its settings and files in a folder of its own. */
export interface Lab {
  readonly url: string
  /** Where its notebooks are. */
  readonly folder: string
  /** What the server said. */
  said(): string
  /** Writes a notebook of these cells, and gives the page that opens it. */
  open(name: string, cells: readonly SavedCell[], kernel?: string): string
  close(): Promise<void>
}

export interface LabOptions {
  readonly dark?: boolean
  readonly language?: 'en' | 'zh-CN'
  /** Folders with kernelspecs. */
  readonly jupyterPath?: string
}

function settle(home: string, { dark = false, language }: LabOptions): void {
  const extensions = join(home, 'data', 'labextensions', '@assay', 'jupyterlab')
  cpSync(join(root, 'extension', 'labextension'), extensions, { recursive: true })
  const settings = join(home, 'config', 'lab', 'user-settings')
  const write = (plugin: string, name: string, value: unknown) => {
    mkdirSync(join(settings, plugin), { recursive: true })
    writeFileSync(join(settings, plugin, `${name}.jupyterlab-settings`), JSON.stringify(value))
  }
  write('@jupyterlab/apputils-extension', 'notification', { fetchNews: 'false', checkForUpdates: false })
  if (dark) write('@jupyterlab/apputils-extension', 'themes', { theme: 'JupyterLab Dark' })
  if (language !== undefined) write('@assay/jupyterlab', 'language', { language })
}

async function answers(url: string, server: ChildProcess, said: () => string): Promise<void> {
  const until = Date.now() + 60_000
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`JupyterLab ended:\n${said()}`)
    const found = await fetch(`${url}/api/status`).catch(() => undefined)
    if (found?.ok) return
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error(`JupyterLab did not answer within a minute:\n${said()}`)
}

export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const home = mkdtempSync(join(tmpdir(), 'assay-lab-'))
  const folder = join(home, 'work')
  mkdirSync(folder)
  settle(home, options)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const flags = [
    `--port=${port}`,
    '--ip=127.0.0.1',
    '--no-browser',
    '--allow-root',
    '--IdentityProvider.token=',
    `--ServerApp.root_dir=${folder}`,
  ]
  const env = {
    ...process.env,
    PATH: `${bin}${process.platform === 'win32' ? ';' : ':'}${process.env['PATH']}`,
    JUPYTER_DATA_DIR: join(home, 'data'),
    JUPYTER_CONFIG_DIR: join(home, 'config'),
    JUPYTER_RUNTIME_DIR: join(home, 'runtime'),
    JUPYTERLAB_SETTINGS_DIR: join(home, 'config', 'lab', 'user-settings'),
    JUPYTERLAB_WORKSPACES_DIR: join(home, 'workspaces'),
    JUPYTER_PATH: options.jupyterPath ?? '',
    IPYTHONDIR: join(home, 'ipython'),
    // What is built now comes before what set-up installed.
    JUPYTER_PREFER_ENV_PATH: '0',
  }
  let output = ''
  const server = spawn(python, ['-m', 'jupyterlab', ...flags], { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  server.stdout.on('data', (chunk) => (output += chunk))
  server.stderr.on('data', (chunk) => (output += chunk))
  await answers(url, server, () => output)
  return {
    url,
    folder,
    said: () => output,
    open(name, cells, kernel) {
      writeFileSync(join(folder, `${name}.ipynb`), JSON.stringify(notebook(cells, kernel)))
      return `${url}/lab/workspaces/${name}/tree/${name}.ipynb`
    },
    async close() {
      const ended = new Promise((done) => server.once('exit', done))
      server.kill('SIGTERM')
      const late = setTimeout(() => server.kill('SIGKILL'), 5000)
      await ended
      clearTimeout(late)
      rmSync(home, { recursive: true, force: true })
    },
  }
}
