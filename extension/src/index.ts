import { language } from './language.ts'
import { live } from './live.ts'

export default [live, language]
