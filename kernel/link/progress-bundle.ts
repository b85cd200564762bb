import { type MimeBundle, mime, type Progress, type ProgressView } from 'assay/protocol'

const width = 24
const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })
const metric = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 5 })

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] as string)

function share({ done, total }: Progress): number | undefined {
  return total === undefined || !(total > 0) ? undefined : Math.min(1, Math.max(0, done / total))
}

/** What stands beside the bar: amount, time, message and metrics. */
function words({ done, total, unit, message, metrics, seconds }: ProgressView): string {
  const amount = `${number.format(done)}${total === undefined ? '' : ` of ${number.format(total)}`}${unit === undefined ? '' : ` ${unit}`}`
  const figures = Object.entries(metrics ?? {}).map(([name, value]) => `${name} ${metric.format(value)}`)
  return [amount, `${number.format(seconds)} s`, ...(message === undefined ? [] : [message]), ...figures].join(' · ')
}

/** A running task as a bar. */
export function progressBundle(view: ProgressView): MimeBundle {
  const part = share(view)
  const filled = Math.round((part ?? 0) * width)
  const percent = part === undefined ? '' : `${Math.floor(part * 100)} % `
  const text = words(view)
  const attributes = part === undefined ? '' : ` value="${view.done}" max="${view.total}"`
  return {
    [mime.progress]: view,
    'text/html': `<p><progress${attributes}></progress> ${percent}${escaped(text)}</p>`,
    'text/plain': part === undefined ? text : `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${percent}${text}`,
  }
}
