export type { Handle, Host, ViewState } from './core/host.ts'
export { type Kind, type Payload, type Payloads, render } from './render.ts'
export { ensureStyle, style } from './style/index.ts'
