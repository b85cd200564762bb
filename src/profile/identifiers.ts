import type { ColumnType } from '../protocol/index.ts'
import { wordsOf } from '../semantic/index.ts'

/** Whether a column is named and typed as one whose values name things: `StockCode`, `order_id`, `订单编号`. */
export function isIdentifier(name: string, type: ColumnType): boolean {
  if (type !== 'text' && type !== 'integer') return false
  const words = ` ${wordsOf(name).join(' ')} `
  return (
    / (id|ids|uuid|guid|sku|asin|ean|upc|gtin|code|key|(invoice|order|stock|part|item|article|ticket|receipt|serial|document|row) ?(no|nr|num|number)|\w{3,}(id|no)) $|编号|编码|单号|货号|款号/.test(
      words,
    ) &&
    !/ (zip|postal|country|currency|language|state|area|phone|color|status|paid|void|grid|bid|valid|android|piano|casino|volcano) /.test(
      words,
    )
  )
}
