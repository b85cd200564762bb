import type { Contract } from '../contract.ts'
export function toOdcs(_contract: Contract<object>): string {
  return ''
}
