import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/**
 * Hooks of `node:async_hooks` switch on checks of the stack of asynchronous calls, and with those an interrupt in a timer or tick would end the
 * process. So they are not enabled, with a warning. `AsyncLocalStorage` needs no hook.
 */
export function withoutAsyncHooks(): void {
  const hooks = require('node:async_hooks') as typeof import('node:async_hooks')
  const { createHook } = hooks
  hooks.createHook = (callbacks) => {
    const hook = createHook(callbacks)
    hook.enable = () => {
      process.emitWarning('createHook().enable() does nothing in this kernel: it would make interrupts unsafe')
      return hook
    }
    return hook
  }
}
