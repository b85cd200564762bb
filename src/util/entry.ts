import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/**
 * The address of a module that starts a process or worker of its own, beside the module that asks: `.ts` when running from sources, `.js` when built.
 *
 * @param base `import.meta.url` of the module that asks
 * @param stem the file without its extension, such as `./child`
 */
export function entry(base: string, stem: string): URL {
  return new URL(`${stem}${base.endsWith('.ts') ? '.ts' : '.js'}`, base)
}

/** Node's flags that the process or worker at `entry` needs: those that load sources, when running from sources. */
export function entryFlags(base: string): string[] {
  return base.endsWith('.ts') ? ['--import', pathToFileURL(createRequire(base).resolve('tsx')).href, '--conditions=assay-source'] : []
}
