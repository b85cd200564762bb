export { displaySymbol, typeSymbol } from './protocol/index.ts'
export { Random, type Task, task } from './util/index.ts'
