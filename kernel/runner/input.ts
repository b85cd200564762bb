import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import type { Bridge } from './bridge.ts'
import { currentCell } from './cells/cell.ts'
import type { Confirm, Prompt } from './globals.ts'
import { slot } from './shared.ts'

/** `prompt` and `confirm`, which sleep until the reader has answered. An interrupt wakes them. */
export function createInput(bridge: Bridge, port: MessagePort): { prompt: Prompt; confirm: Confirm } {
  const ask = (message: string, password: boolean): string | null => {
    const cell = currentCell()
    if (cell === undefined || !cell.stdin) throw new Error('Cannot ask for input: this front end does not allow it')
    while (receiveMessageOnPort(port) !== undefined) void 0
    Atomics.store(bridge.shared, slot.input, 0)
    bridge.send({ t: 'input', cell: cell.id, prompt: message === '' ? '' : `${message} `, password })
    Atomics.wait(bridge.shared, slot.input, 0)
    return (receiveMessageOnPort(port) as { message: string | null } | undefined)?.message ?? null
  }
  const prompt: Prompt = (message = '', options = '') => {
    const { fallback = '', password = false } = typeof options === 'string' ? { fallback: options } : options
    const answer = ask(String(message), password)
    return answer === '' ? fallback : answer
  }
  const confirm: Confirm = (message = '') => /^\s*(y|yes|ok|true|1|是|好)\s*$/i.test(ask(`${message} [y/N]`.trim(), false) ?? '')
  return { prompt, confirm }
}
