/** Whether the kernel runs from its TypeScript sources rather than from its build. */
export const fromSources: boolean = import.meta.url.endsWith('.ts')

/** The address of a module that starts a thread or process of its own, beside the module that asks. */
export function entry(base: string, stem: string): URL {
  return new URL(`${stem}${base.endsWith('.ts') ? '.ts' : '.js'}`, base)
}

/** Node's flags for such a module: those that load sources, when running from sources. */
export function entryFlags(): string[] {
  if (!fromSources) return []
  const strips = Boolean((process.features as { typescript?: string | false }).typescript)
  return [...(strips ? [] : ['--import', import.meta.resolve('tsx')]), '--conditions=assay-source']
}
