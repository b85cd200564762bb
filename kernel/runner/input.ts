import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import type { Bridge } from './bridge.ts'
import { currentCell } from './cells/cell.ts'
import type { Prompt } from './globals.ts'
import { slot } from './shared.ts'

/** `prompt`, which sleeps until the reader has answered. An interrupt wakes it. */
export function createPrompt(bridge: Bridge, port: MessagePort): Prompt {
  return (message = '', fallback = '') => {
    const cell = currentCell()
    if (cell === undefined || !cell.stdin) throw new Error('Cannot ask for input: this front end does not allow it')
    while (receiveMessageOnPort(port) !== undefined) void 0
    Atomics.store(bridge.shared, slot.input, 0)
    bridge.send({ t: 'input', cell: cell.id, prompt: message === '' ? '' : `${message} `, password: false })
    Atomics.wait(bridge.shared, slot.input, 0)
    const answer = receiveMessageOnPort(port) as { message: string | null } | undefined
    return answer?.message === '' ? fallback : (answer?.message ?? null)
  }
}
