import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import { entry } from './entry.ts'

/**
 * Starts a worker thread at a module beside the one that asks; running from sources, the thread reads sources too.
 *
 * @param base `import.meta.url` of the module that asks
 * @param stem the worker's file without its extension, such as `./worker`
 */
export function startThread(base: string, stem: string, options: Omit<WorkerOptions, 'eval' | 'execArgv'> = {}): Worker {
  const module = entry(base, stem)
  if (!base.endsWith('.ts')) return new Worker(module, { ...options, execArgv: [] })
  // Node 20 takes no loader for a thread from its flags.
  const manifest = pathToFileURL(createRequire(base).resolve('tsx/package.json'))
  const loader = JSON.stringify(new URL('./dist/esm/api/index.mjs', manifest).href)
  const source = `import(${loader}).then(({ register }) => { register(); return import(${JSON.stringify(module.href)}) })`
  return new Worker(source, { ...options, eval: true, execArgv: ['--conditions=assay-source'] })
}
