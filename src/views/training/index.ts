import type { TrainingView } from '../../protocol/index.ts'
import { epochsPerPoint } from '../chart/lines.ts'
import { lossChart } from '../chart/loss.ts'
import { type Child, type Draft, h } from '../core/dom.ts'
import type { Context, View } from '../core/mount.ts'
import { figures } from '../evaluation/figures.ts'
import { verdict } from '../evaluation/verdict.ts'
import { formatCount, formatFigure, formatNumber, formatSeconds, formatWait } from '../format.ts'
import { notesList } from '../parts/notes.ts'
import { pairs } from '../parts/pairs.ts'
import { type Stopping, stopButton } from '../parts/stop.ts'

const narrow = 780
const sideWidth = 292

/** A fit: its loss while it runs, then the verdict against the baseline. */
export const training: View<TrainingView, Stopping> = {
  initial: { stopping: false },
  draw(view, context) {
    const { evaluation } = view
    const running = view.state === 'running'
    return h(
      'div',
      { class: 'as-box as-tr', key: 'training' },
      running ? runningHead(view, context) : finishedHead(view, context),
      bar(view, context),
      running || evaluation === undefined ? null : [verdict(evaluation, context), figures(evaluation, context)],
      h('div', { class: 'as-body', key: 'body' }, loss(view, context), running ? live(view, context) : settings(view, context)),
    )
  },
}

function modelText({ model }: TrainingView, { words }: Context<object>): string {
  return [
    model.layers.join(' – '),
    model.optimizer,
    words.metric[model.loss.toLowerCase()] ?? model.loss,
    words.weights(model.parameters),
  ].join(words.between)
}

function runningHead(view: TrainingView, context: Context<Stopping>): Draft {
  const [before, epoch, after] = context.words.epochOf(view.epoch, view.epochs)
  return h(
    'div',
    { class: 'as-top', key: 'head' },
    h('b', null, view.name),
    h('span', null, modelText(view, context)),
    h('span', { class: 'as-sp' }),
    h('span', { class: 'as-mute' }, before, h('b', { style: 'color:var(--as-ink)' }, epoch), after),
    stopButton(context),
  )
}

function finishedHead(view: TrainingView, { lang, words }: Context<Stopping>): Draft {
  const best = view.best === null ? undefined : formatCount(view.best.epoch, lang)
  const [epoch, epochs] = [formatCount(view.epoch, lang), formatCount(view.epochs, lang)]
  const done = view.state === 'stopped' ? words.stoppedAt(epoch, epochs, best) : words.finishedAt(epoch, best)
  const how = [
    formatSeconds(view.seconds, lang),
    words.rowsPerSecond(formatCount(view.rate, lang)),
    view.backend.name,
    words.seedOf(String(view.model.seed)),
  ]
  return h(
    'div',
    { class: 'as-top', key: 'head' },
    h('b', null, view.name),
    h('span', null, done),
    h('span', { class: 'as-sp' }),
    h('span', { class: 'as-mute' }, how.join(words.between)),
  )
}

function bar(view: TrainingView, { words }: Context<object>): Draft {
  return h(
    'div',
    {
      class: 'as-track',
      key: 'track',
      role: 'progressbar',
      'aria-label': words.epochs,
      'aria-valuemin': 0,
      'aria-valuemax': view.epochs,
      'aria-valuenow': view.epoch,
    },
    h('i', {
      class: view.state === 'running' ? '' : 'as-done',
      style: `width:${((Math.min(view.epoch, view.epochs) / Math.max(1, view.epochs)) * 100).toFixed(1)}%`,
    }),
  )
}

function loss(view: TrainingView, { lang, words, width }: Context<object>): Draft {
  const group = epochsPerPoint(view)
  const room = width > narrow ? width - sideWidth - 27 : width - 26
  return h(
    'div',
    { key: 'loss-pane' },
    h('h3', null, words.loss, ' ', group > 1 ? h('span', { class: 'as-mute' }, words.lossBand(group)) : null),
    lossChart(view, room, lang, words),
  )
}

function live(view: TrainingView, context: Context<object>): Draft {
  const { lang, words } = context
  const { secondsLeft, best } = view
  return h(
    'div',
    { key: 'side' },
    pairs([
      [words.elapsed, formatSeconds(view.seconds, lang)],
      [words.timeLeft, secondsLeft === undefined ? '–' : words.about(formatWait(secondsLeft, lang))],
      [words.speed, words.rowsPerSecond(formatCount(view.rate, lang))],
      [words.rowsHead, words.rowsSplit(formatCount(view.rows.train, lang), formatCount(view.rows.validation, lang))],
      [words.bestSoFar, best === null ? '–' : words.kept(formatCount(best.epoch, lang))],
      [words.seed, String(view.model.seed)],
    ]),
    notesList(view.notes, context),
    backend(view, context),
  )
}

function settings(view: TrainingView, context: Context<object>): Draft {
  const { lang, words } = context
  const { model, rows, best } = view
  return h(
    'div',
    { key: 'side' },
    h('h3', null, words.howTrained),
    pairs([
      [words.target, view.target],
      [words.inputs, view.features.join(words.between)],
      [words.layers, model.layers.join(' – ')],
      [words.optimizer, model.optimizer],
      [words.lossFunction, words.metric[model.loss.toLowerCase()] ?? model.loss],
      [words.batch, formatNumber(model.batchSize, lang)],
      [words.rowsHead, words.rowsSplit(formatCount(rows.train, lang), formatCount(rows.validation, lang))],
      best === null ? null : [words.bestEpoch(formatCount(best.epoch, lang)), formatFigure(best.loss, lang)],
    ]),
    notesList(view.notes, context),
    backend(view, context),
  )
}

function backend({ backend: { name, why } }: TrainingView, { lang, words }: Context<object>): Child {
  return h('p', { class: 'as-why' }, h('b', null, words.backend(name)), words.between, why[lang])
}
