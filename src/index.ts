export { detectPersonal, maskValue, type PersonalGuess, type SemanticGuess, semanticType } from './semantic/index.ts'
export { displaySymbol, typeSymbol } from './protocol/index.ts'
export { Random, type Task, task } from './util/index.ts'
export { boolean, CheckResult, type CheckOptions, type Column, Contract, type ContractOptions, contract, date, type Failing, fresh, integer, noRepeats, number, type Reason, references, row, rowCount, type Rule, type RuleOptions, string, timestamp, unique } from './quality/index.ts'
