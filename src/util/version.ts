import { createRequire } from 'node:module'

const manifest = import.meta.url.endsWith('.ts') ? '../package.json' : '../../package.json'

/** The version of the library, as in its package.json. */
export const version: string = (createRequire(import.meta.url)(manifest) as { version: string }).version
