import type { Lang } from '../../protocol/index.ts'
import { en, type Words } from './en.ts'
import { zh } from './zh.ts'

export type { Words }

/** Every word of the views. */
export const words: Readonly<Record<Lang, Words>> = { en, 'zh-CN': zh }
