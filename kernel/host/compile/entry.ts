import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/** Whether the kernel runs from its TypeScript sources rather than from its build. */
export const fromSources: boolean = import.meta.url.endsWith('.ts')

/** Parsing is recursive: on the usual 4 MB, an expression of some 10,000 operators ends the process. */
const resourceLimits = { stackSizeMb: 256 }

/**
 * Starts a module in a thread of its own: from its build, from sources on a Node that reads TypeScript, or from sources through `tsx`.
 *
 * @param base `import.meta.url` of the module that asks
 * @param stem the module beside it, without its extension
 */
export function startThread(base: string, stem: string, options: WorkerOptions = {}): Worker {
  const module = new URL(`${stem}${fromSources ? '.ts' : '.js'}`, base)
  if (!fromSources) return new Worker(module, { ...options, execArgv: [], resourceLimits })
  const execArgv = ['--conditions=assay-source']
  if ((process.features as { typescript?: string | false }).typescript) return new Worker(module, { ...options, execArgv, resourceLimits })
  // `--import tsx` has no effect in a thread on Node 20.
  const manifest = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))
  const loader = new URL('./dist/esm/api/index.mjs', manifest).href
  const code = `const { register } = await import(${JSON.stringify(loader)}); register(); await import(${JSON.stringify(module.href)})`
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), { ...options, execArgv, resourceLimits })
}
