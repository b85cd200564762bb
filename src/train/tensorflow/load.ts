import { createRequire } from 'node:module'
import { dirname, sep } from 'node:path'
import util from 'node:util'
import type * as Core from '@tensorflow/tfjs-core'
import type * as Layers from '@tensorflow/tfjs-layers'
import { messageOf } from '../../util/index.ts'
import { quickenMatMul } from './wasm-matmul.ts'

/** TensorFlow.js as loaded: core and layers share one registry of backends. */
export interface TensorFlow {
  readonly core: typeof Core
  readonly layers: typeof Layers
}

/** Backends by TensorFlow.js's own names, fastest on small networks first. */
export type BackendName = 'wasm' | 'tensorflow' | 'cpu'

const require = createRequire(import.meta.url)

/** Loads TensorFlow.js without a backend: some 50 ms. */
export function loadTensorFlow(): TensorFlow {
  return { core: require('@tensorflow/tfjs-core'), layers: require('@tensorflow/tfjs-layers') }
}

/** Readies one backend; the text says why when it cannot be had. */
export async function useBackend(tf: TensorFlow, name: BackendName): Promise<string | undefined> {
  try {
    loaders[name]()
    if (tf.core.findBackend(name) === null && tf.core.findBackendFactory(name) == null)
      return 'it belongs to another copy of @tensorflow/tfjs-core'
    if (!(await tf.core.setBackend(name))) return 'it does not start on this machine'
    await tf.core.ready()
    if (name === 'wasm') quickenMatMul(tf)
    return undefined
  } catch (error) {
    const missing = (error as { code?: string }).code === 'MODULE_NOT_FOUND' && messageOf(error).includes('@tensorflow/tfjs-node')
    return missing ? notInstalled : messageOf(error).split('\n')[0]!
  }
}

/** Why a backend is not to be had when its package is not there. */
export const notInstalled = 'not installed'

const loaders: Record<BackendName, () => void> = {
  wasm: () => {
    const wasm = require('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(folder: string): void }
    wasm.setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep)
  },
  cpu: () => {
    require('@tensorflow/tfjs-backend-cpu')
  },
  tensorflow: () => {
    restoreUtil()
    try {
      require('@tensorflow/tfjs-node')
    } catch (error) {
      if ((error as { code?: string }).code !== 'MODULE_NOT_FOUND') throw error
      createRequire(`${process.cwd()}${sep}package.json`)('@tensorflow/tfjs-node')
    }
  },
}

/** tfjs-node 4.22 calls functions of `util` that Node 23 took away. */
function restoreUtil(): void {
  const old = util as unknown as Record<string, unknown>
  old['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined
  old['isArray'] ??= Array.isArray
}
