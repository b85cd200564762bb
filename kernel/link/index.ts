export { sibling, sourceFlags } from './entry.ts'
export { assayFolder, jupyterFolder } from './folders.ts'
export { encodeFrame, type Frame, FrameReader } from './frames.ts'
export type { CommMessage, CommOperation, ErrorReport, FromRunner, Outcome, RunRequest, ToRunner } from './messages.ts'
