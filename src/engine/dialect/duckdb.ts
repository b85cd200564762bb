import {
  type AggregateNode,
  DuckDBCodeGenerator,
  type ExprNode,
  type FunctionNode,
  type IntervalNode,
  type LiteralNode,
  type ParamNode,
  type SQLNode,
  type WindowFunctionNode,
  type WindowNode,
} from '@uwdata/mosaic-sql'
import { type Call, type Printer, printerOf } from './duckdb-functions.ts'
import { logical } from './fn.ts'
import { literal } from './literal.ts'

function fill(printer: Printer, call: Call): string {
  if (typeof printer === 'function') return printer(call)
  return printer.replace(/\$(\*|\d)/g, (_, which: string) => (which === '*' ? call.args.join(', ') : call.args[Number(which) - 1]!))
}

/** Prints syntax trees as DuckDB reads them: literals are ours, names always in quotes, logical functions by their printers. */
class Generator extends DuckDBCodeGenerator {
  override visitLiteral(node: LiteralNode): string {
    return literal(node.value)
  }

  override visitParam(node: ParamNode): string {
    return literal(node.value)
  }

  override visitInterval(node: IntervalNode): string {
    return `INTERVAL (${Number(node.steps)}) ${node.name}`
  }

  override visitFunction(node: FunctionNode): string {
    return node.name.startsWith(logical) ? this.#call(node.name, node.args) : super.visitFunction(node)
  }

  override visitAggregate(node: AggregateNode): string {
    if (!node.name.startsWith(logical)) return super.visitAggregate(node)
    const name = node.name.slice(logical.length)
    const filter = node.filter === null ? '' : ` FILTER (WHERE ${this.toString(node.filter)})`
    return this.#within(this.#call(node.name, node.args), name, node) + filter
  }

  override visitWindowFunction(node: WindowFunctionNode): string {
    return node.name.startsWith(logical) ? this.#call(node.name, node.args) : super.visitWindowFunction(node)
  }

  override visitWindow(node: WindowNode): string {
    const { func, def } = node
    const over = this.toString(def)
    if (func.name === `${logical}avg_rank`) {
      const peers = `count(*) OVER ${over.replace(/\)$/, ' RANGE BETWEEN CURRENT ROW AND CURRENT ROW)')}`
      return `(rank() OVER ${over} + (${peers} - 1) / 2)`
    }
    return `${this.toString(func)} OVER ${over}`
  }

  /** Puts DISTINCT and ORDER BY inside the parentheses of a printed aggregate. */
  #within(printed: string, name: string, node: AggregateNode): string {
    if (!node.isDistinct && node.order.length === 0) return printed
    const shape = /^(\w+)\((.*)\)$/s.exec(printed)
    if (shape === null) throw new TypeError(`Cannot print "${name}" distinct or in an order`)
    const order = node.order.length === 0 ? '' : ` ORDER BY ${this.mapToString(node.order).join(', ')}`
    return `${shape[1]}(${node.isDistinct ? 'DISTINCT ' : ''}${shape[2]}${order})`
  }

  #call(name: string, nodes: readonly ExprNode[]): string {
    const short = name.slice(logical.length)
    return fill(printerOf(short), { name: short, nodes, args: nodes.map((node) => this.toString(node)) })
  }
}

const generator = new Generator()

/**
 * A syntax tree of mosaic-sql as a DuckDB statement or expression.
 *
 * @example
 * print(Query.from('orders').select('qty').where(gt('qty', literal(3)))) // SELECT "qty" FROM "orders" WHERE ("qty" > 3)
 */
export function print(node: SQLNode): string {
  return generator.toString(node)
}
