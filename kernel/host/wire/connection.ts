import { readFileSync } from 'node:fs'

/** What a connection file says. */
export interface Connection {
  readonly transport: 'tcp' | 'ipc'
  readonly ip: string
  readonly key: string
  readonly signature_scheme: string
  readonly shell_port: number
  readonly control_port: number
  readonly stdin_port: number
  readonly iopub_port: number
  readonly hb_port: number
}

const ports = ['shell_port', 'control_port', 'stdin_port', 'iopub_port', 'hb_port'] as const
export type Port = (typeof ports)[number]

/**
 * Reads a connection file.
 *
 * @throws SyntaxError when it is no JSON object or lacks a field, which the message names
 */
export function readConnection(path: string): Connection {
  const text = readFileSync(path, 'utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new SyntaxError(`Cannot read connection file "${path}": it is not JSON`, { cause: error })
  }
  if (typeof value !== 'object' || value === null) throw new SyntaxError(`Cannot read connection file "${path}": it is not an object`)
  const file = value as Record<string, unknown>
  for (const port of ports) {
    const number = file[port]
    if (!Number.isInteger(number) || (number as number) < 0 || (number as number) > 65_535)
      throw new SyntaxError(`Cannot read connection file "${path}": "${port}" is not a port`)
  }
  const transport = file['transport'] ?? 'tcp'
  if (transport !== 'tcp' && transport !== 'ipc')
    throw new SyntaxError(`Cannot read connection file "${path}": transport "${transport}" is neither tcp nor ipc`)
  return {
    ...(file as unknown as Connection),
    transport,
    ip: typeof file['ip'] === 'string' ? file['ip'] : '127.0.0.1',
    key: typeof file['key'] === 'string' ? file['key'] : '',
    signature_scheme:
      typeof file['signature_scheme'] === 'string' && file['signature_scheme'] !== '' ? file['signature_scheme'] : 'hmac-sha256',
  }
}

/** The address a socket binds to. */
export function address(connection: Connection, port: Port): string {
  const { transport, ip } = connection
  return transport === 'ipc' ? `ipc://${ip}-${connection[port]}` : `tcp://${ip}:${connection[port]}`
}
