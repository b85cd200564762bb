import type { ChangesView, CheckView, EvaluationView, ProfileView, ProgressView, TableView, TrainingView } from '../protocol/index.ts'
import { changes } from './changes/index.ts'
import { check } from './check/index.ts'
import type { Handle, Host } from './core/host.ts'
import { mount } from './core/mount.ts'
import { evaluation } from './evaluation/index.ts'
import { profile } from './profile/index.ts'
import { progress } from './progress/index.ts'
import { table } from './table/index.ts'
import { training } from './training/index.ts'

/** The payload of each kind of result. */
export interface Payloads {
  readonly table: TableView
  readonly profile: ProfileView
  readonly check: CheckView
  readonly changes: ChangesView
  readonly training: TrainingView
  readonly evaluation: EvaluationView
  readonly progress: ProgressView
}

export type Kind = keyof Payloads
export type Payload = Payloads[Kind]

/**
 * Shows a result in an element of a page, as wide as the element. The handle changes it in place.
 *
 * @param payload what a result's `application/vnd.assay.<kind>.v1+json` holds
 * @returns the view; dispose of it when the element goes
 * @throws TypeError when the payload is of a kind or version that these views do not know
 *
 * @example
 * const handle = render(document.querySelector('#profile'), payload, { lang: 'en' })
 * handle.update(newer)
 * handle.dispose()
 */
export function render<P extends Payload>(element: HTMLElement, payload: P, host: Host): Handle<P> {
  const { kind, version } = payload
  if (version !== 1) throw new TypeError(`Cannot show version ${String(version)} of "${kind}": these views know version 1`)
  switch (payload.kind) {
    case 'table':
      return mount(element, table, payload, host) as unknown as Handle<P>
    case 'profile':
      return mount(element, profile, payload, host) as unknown as Handle<P>
    case 'check':
      return mount(element, check, payload, host) as unknown as Handle<P>
    case 'changes':
      return mount(element, changes, payload, host) as unknown as Handle<P>
    case 'training':
      return mount(element, training, payload, host) as unknown as Handle<P>
    case 'evaluation':
      return mount(element, evaluation, payload, host) as unknown as Handle<P>
    case 'progress':
      return mount(element, progress, payload, host) as unknown as Handle<P>
    default:
      throw new TypeError(`Cannot show "${String(kind)}": known are table, profile, check, changes, training, evaluation and progress`)
  }
}
