export { type Connection, readConnection } from './connection.ts'
export { type Content, type Header, type Message, type Outgoing, protocolVersion, Wire } from './message.ts'
export { SendQueue } from './send-queue.ts'
export { type Channel, Sockets } from './sockets.ts'
