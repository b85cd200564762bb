export { detectPersonal, maskValue, type PersonalGuess, type SemanticGuess, semanticType } from './semantic/index.ts'
export { displaySymbol, typeSymbol } from './protocol/index.ts'
export { Random, type Task, task } from './util/index.ts'
