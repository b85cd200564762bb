import { type EvaluationView, type MimeBundle, mime, type TrainingView } from '../../protocol/index.ts'
import { staticTables } from '../../util/index.ts'
import { evaluationHtml, trainingHtml } from './html.ts'
import { evaluationText, trainingText } from './plain.ts'

/** What a notebook is given of a training, running or ended. */
export function trainingBundle(view: TrainingView): MimeBundle {
  const text = trainingText(view)
  return { [mime.training]: view, 'text/html': staticTables(trainingHtml(view)), 'text/markdown': fenced(text), 'text/plain': text }
}

/** What a notebook is given of an evaluation. */
export function evaluationBundle(view: EvaluationView): MimeBundle {
  const text = evaluationText(view)
  return { [mime.evaluation]: view, 'text/html': staticTables(evaluationHtml(view)), 'text/markdown': fenced(text), 'text/plain': text }
}

/** Text as a block of Markdown, between fences longer than any in it: names of columns may hold some. */
function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)))
  return `${fence}text\n${text}\n${fence}`
}
