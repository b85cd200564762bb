import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { userInfo } from 'node:os'

export interface Header {
  readonly msg_id: string
  readonly session: string
  readonly username: string
  readonly date: string
  readonly msg_type: string
  readonly version: string
}

export type Content = Readonly<Record<string, unknown>>

/** A message as it came in. */
export interface Message {
  /** Who sent it, as the router socket says. */
  readonly identities: readonly Buffer[]
  readonly header: Header
  readonly parent: Partial<Header>
  readonly metadata: Content
  readonly content: Content
  readonly buffers: readonly Buffer[]
}

/** A message to be sent. Content that is already JSON text is given as bytes. */
export interface Outgoing {
  /** A fresh one by default. */
  readonly id?: string
  readonly identities?: readonly (Buffer | string)[]
  readonly type: string
  readonly parent?: Partial<Header>
  readonly metadata?: Content
  readonly content: Content | Uint8Array
  readonly buffers?: readonly Uint8Array[]
}

export const protocolVersion = '5.4'

const delimiter = Buffer.from('<IDS|MSG>')
const remembered = 65_536

function user(): string {
  try {
    return userInfo().username
  } catch {
    return 'kernel'
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Builds and reads signed messages of one kernel session. */
export class Wire {
  readonly session = randomUUID()
  readonly #key: string
  readonly #hash: string
  readonly #username = user()
  readonly #seen = new Set<string>()

  /**
   * @param key secret of the connection file; with an empty one nothing is signed
   * @param scheme such as `hmac-sha256`
   */
  constructor(key: string, scheme = 'hmac-sha256') {
    const [kind, hash] = scheme.split('-')
    if (kind !== 'hmac' || hash === undefined)
      throw new RangeError(`Cannot sign with "${scheme}": the kernel knows hmac-sha256 and its like`)
    this.#key = key
    this.#hash = hash
    if (key !== '') createHmac(hash, key)
  }

  #sign(parts: readonly Uint8Array[]): string {
    if (this.#key === '') return ''
    const hmac = createHmac(this.#hash, this.#key)
    for (const part of parts) hmac.update(part)
    return hmac.digest('hex')
  }

  /** Whether the signature is right and was not seen before. */
  #genuine(signature: Buffer, parts: readonly Uint8Array[]): boolean {
    if (this.#key === '') return true
    const wanted = Buffer.from(this.#sign(parts))
    if (signature.length !== wanted.length || !timingSafeEqual(signature, wanted)) return false
    const text = wanted.toString('latin1')
    if (this.#seen.has(text)) return false
    this.#seen.add(text)
    if (this.#seen.size > remembered) for (const oldest of this.#seen) return this.#seen.delete(oldest)
    return true
  }

  /** The message in `frames`; undefined when it is malformed, wrongly signed or replayed. */
  parse(frames: readonly Buffer[]): Message | undefined {
    const at = frames.findIndex((frame) => frame.equals(delimiter))
    const signature = frames[at + 1]
    const parts = frames.slice(at + 2, at + 6)
    if (at < 0 || signature === undefined || parts.length < 4 || !this.#genuine(signature, parts)) return undefined
    try {
      const [header, parent, metadata, content] = parts.map((part) => JSON.parse(part.toString('utf8')) as unknown)
      if (!isObject(header) || typeof header['msg_type'] !== 'string' || !isObject(parent) || !isObject(content)) return undefined
      return {
        identities: frames.slice(0, at),
        header: header as unknown as Header,
        parent: parent as Partial<Header>,
        metadata: isObject(metadata) ? metadata : {},
        content,
        buffers: frames.slice(at + 6),
      }
    } catch {
      return undefined
    }
  }

  /** The frames of a message, signed. */
  build(message: Outgoing): (Uint8Array | string)[] {
    const header: Header = {
      msg_id: message.id ?? randomUUID(),
      session: this.session,
      username: this.#username,
      date: new Date().toISOString(),
      msg_type: message.type,
      version: protocolVersion,
    }
    const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value))
    const content = message.content instanceof Uint8Array ? message.content : json(message.content)
    const parts = [json(header), json(message.parent ?? {}), json(message.metadata ?? {}), content]
    return [...(message.identities ?? []), delimiter, this.#sign(parts), ...parts, ...(message.buffers ?? [])]
  }
}
