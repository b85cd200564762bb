export { CheckAllResult, checkAll, type TableAndContract } from './check-all.ts'
export { htmlCheckAll, markdownCheckAll, plainCheckAll } from './display.ts'
