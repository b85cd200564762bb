import { type Bridge, jsonText } from '../bridge.ts'
import { displayOf, isPromise, plain } from './bundle.ts'

/** The text is the answer, or empty when the value shows itself later: then it is sent under the id. */
export type Rich = (value: unknown, id: number) => string

/** Answers what a value shows of itself, in the middle of running code too. */
export function createRich(bridge: Bridge): Rich {
  const textOf = (value: unknown, data: unknown) => jsonText({ data: data ?? { 'text/plain': plain(value) }, metadata: {} })
  return (value, id) => {
    try {
      const data = displayOf(value)?.()
      if (!isPromise(data)) return textOf(value, data)
      const send = (late: unknown) => bridge.send({ t: 'shown', id }, [Buffer.from(textOf(value, late))])
      data.then(send, () => send(undefined))
      return ''
    } catch {
      return textOf(value, undefined)
    }
  }
}
