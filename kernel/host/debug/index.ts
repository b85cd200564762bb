export { Debug, type DebugOptions } from './debug.ts'
