/** The address of a module that starts a process or worker of its own, beside the module that asks: `.ts` from sources, `.js` when built. */
export function sibling(base: string, stem: string): URL {
  return new URL(`${stem}${base.endsWith('.ts') ? '.ts' : '.js'}`, base)
}

/** Node's flags for a process started from `base`: those that find the library's sources when the kernel itself runs from sources. */
export function sourceFlags(base: string): string[] {
  return base.endsWith('.ts') ? ['--conditions=assay-source'] : []
}
