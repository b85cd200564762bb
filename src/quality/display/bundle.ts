import { type CheckView, type MimeBundle, mime } from '../../protocol/index.ts'
import { staticTables } from '../../util/index.ts'
import { htmlCheck } from './html.ts'
import { markdownCheck } from './markdown.ts'
import { plainCheck } from './plain.ts'

/** A scorecard in every form that notebooks show. */
export function checkBundle(view: CheckView): MimeBundle {
  return {
    [mime.check]: view,
    'text/html': staticTables(htmlCheck(view)),
    'text/markdown': markdownCheck(view),
    'text/plain': plainCheck(view),
  }
}
