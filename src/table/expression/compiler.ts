import type { Expression, Identifier, MemberExpression, Node, Pattern, SequenceExpression, Super } from 'acorn'
import { unknownColumn } from '../../util/index.ts'
import { columnRef } from '../relation.ts'
import type { ExpressionContext } from './context.ts'
import { callFunction, functionNames, isFunctionName } from './functions.ts'
import { constantMember, globalCall, globalConstant, mathCall } from './globals.ts'
import { callMethod, property } from './methods.ts'
import { op } from './op.ts'
import { binary, choose, fromConstant, logical, templateText, unary } from './operators.ts'
import { type Parsed, unsupported } from './parse.ts'
import { UnsupportedPart } from './unsupported.ts'
import type { Value } from './value.ts'

/** Turns the syntax tree of a function into values of SQL. */
export class Compiler {
  readonly locals = new Map<string, Value>()
  readonly #source: string
  readonly #context: ExpressionContext
  /** The parameter that holds the row, unless it is taken apart. */
  #row: string | undefined
  /** Names that a row taken apart gives to columns. */
  readonly #bound = new Map<string, string>()
  /** The parameter that holds a row of the second table. */
  #second: string | undefined
  /** The parameter that holds the outside values, as arquero has it. */
  #params: string | undefined

  constructor(parsed: Parsed, context: ExpressionContext) {
    this.#source = parsed.source
    this.#context = context
    const [row, ...rest] = parsed.params
    if (row !== undefined) this.#bindRow(row)
    const second = context.second === undefined ? undefined : rest.shift()
    if (second !== undefined && second.type !== 'Identifier') throw unsupported('this parameter', second, this.#source, 'Name the row')
    this.#second = second?.name
    const [params] = rest
    if (params?.type === 'Identifier') this.#params = params.name
  }

  #bindRow(pattern: Pattern): void {
    if (pattern.type === 'Identifier') {
      this.#row = pattern.name
      return
    }
    if (pattern.type !== 'ObjectPattern')
      throw unsupported('this parameter', pattern, this.#source, 'Name the row, or take its columns apart: ({ price }) => price > 0')
    for (const part of pattern.properties) {
      if (part.type !== 'Property' || part.value.type !== 'Identifier') throw unsupported('this pattern', part, this.#source)
      const key = part.computed
        ? undefined
        : part.key.type === 'Identifier'
          ? part.key.name
          : part.key.type === 'Literal'
            ? String(part.key.value)
            : undefined
      if (key === undefined) throw unsupported('a computed name', part, this.#source)
      this.#bound.set(part.value.name, key)
    }
  }

  value(node: Expression | Super): Value {
    switch (node.type) {
      case 'Literal':
        return fromConstant('regex' in node && node.regex ? new RegExp(node.regex.pattern, node.regex.flags) : node.value)
      case 'Identifier':
        return this.#identifier(node)
      case 'MemberExpression':
        return this.#member(node)
      case 'ChainExpression':
      case 'ParenthesizedExpression':
        return this.value(node.expression)
      case 'UnaryExpression':
        return this.#guard(node, () => unary(node.operator, this.value(node.argument)))
      case 'BinaryExpression':
        return this.#binary(node)
      case 'LogicalExpression':
        return this.#guard(node, () => logical(node.operator, this.value(node.left), this.value(node.right)))
      case 'ConditionalExpression':
        return this.#guard(node, () => choose(this.value(node.test), this.value(node.consequent), this.value(node.alternate)))
      case 'TemplateLiteral':
        return templateText(
          node.quasis.map((quasi) => quasi.value.cooked ?? ''),
          node.expressions.map((part) => this.value(part)),
        )
      case 'CallExpression':
        return this.#call(node)
      case 'NewExpression':
        return this.#guard(node, () => {
          if (node.callee.type !== 'Identifier' || node.callee.name !== 'Date') throw unsupported('new', node, this.#source)
          return globalCall('new Date', this.#args(node.arguments)) as Value
        })
      case 'ArrayExpression':
        return this.#array(node.elements)
      case 'SequenceExpression':
        return this.value(this.#lastOf(node))
      default:
        throw unsupported(kindNames[node.type] ?? `"${node.type}"`, node, this.#source)
    }
  }

  /** A bundler writes (0, module.op.sum)(x): what stands before the last part must do nothing. */
  #lastOf(node: SequenceExpression): Expression {
    if (node.expressions.slice(0, -1).some((part) => part.type !== 'Literal')) throw unsupported('a comma', node, this.#source)
    return node.expressions.at(-1) as Expression
  }

  #array(elements: readonly (Expression | { type: 'SpreadElement' } | null)[]): Value {
    const values = elements.map((element) => {
      if (element === null || element.type === 'SpreadElement')
        throw new SyntaxError(`Cannot use gaps or ... in a list of an expression: "${this.#source}"`)
      return this.value(element as Expression)
    })
    if (values.every((v) => v.constant !== undefined)) return fromConstant(values.map((v) => v.constant?.value))
    return { node: callFunction('array', values, this.#context, this.#source).node, type: 'list' }
  }

  #args(nodes: readonly (Expression | { type: 'SpreadElement' })[]): Value[] {
    return nodes.map((node) => {
      if (node.type === 'SpreadElement') throw new SyntaxError(`Cannot use ... in an expression: "${this.#source}"`)
      return this.value(node as Expression)
    })
  }

  #guard(node: Node, make: () => Value): Value {
    try {
      return make()
    } catch (error) {
      if (error instanceof UnsupportedPart) throw unsupported(error.what, node, this.#source, error.instead)
      throw error
    }
  }

  #binary(node: Extract<Expression, { type: 'BinaryExpression' }>): Value {
    if (node.left.type === 'PrivateIdentifier') throw unsupported('a private name', node, this.#source)
    const { left, right, operator } = node
    return this.#guard(node, () => binary(operator, this.value(left as Expression), this.value(right)))
  }

  #column(name: string, of: Pick<ExpressionContext, 'columns' | 'types' | 'table'> = this.#context): Value {
    const { columns, types, table } = of
    if (!columns.includes(name)) throw unknownColumn(name, columns)
    return {
      node: columnRef(name, table),
      type: (types !== undefined && Object.hasOwn(types, name) ? types[name] : undefined) ?? 'unknown',
    }
  }

  #outside(name: string): Value | undefined {
    const { scope } = this.#context
    return scope !== undefined && Object.hasOwn(scope, name) ? fromConstant(scope[name]) : undefined
  }

  #identifier(node: Identifier): Value {
    const { name } = node
    if (name === this.#row)
      throw unsupported('the whole row', node, this.#source, `Name a column: ${name}.${this.#context.columns[0] ?? 'column'}`)
    const local = this.locals.get(name)
    if (local !== undefined) return local
    const bound = this.#bound.get(name)
    if (bound !== undefined) return this.#column(bound)
    return this.#outside(name) ?? globalConstant(name) ?? this.#unknownName(name)
  }

  #unknownName(name: string): never {
    throw new RangeError(`Cannot read "${name}" in an expression: give it as the last argument, { ${name} }`)
  }

  #memberName(node: MemberExpression): string | undefined {
    if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : undefined
    const index = this.value(node.property as Expression)
    return index.constant === undefined ? undefined : String(index.constant.value)
  }

  #member(node: MemberExpression): Value {
    const { object } = node
    if (object.type === 'Identifier' && (object.name === this.#row || object.name === this.#second) && !this.locals.has(object.name)) {
      const name = this.#memberName(node)
      if (name === undefined) throw unsupported('a column name that is not constant', node, this.#source)
      return this.#column(name, object.name === this.#second ? this.#context.second : this.#context)
    }
    if (object.type === 'Identifier' && this.#isOutsideObject(object.name)) {
      const name = this.#memberName(node)
      const value = name === undefined ? undefined : (this.#outside(name) ?? constantMember(object.name, name))
      return value ?? this.#unknownName(object.name === this.#params || object.name.startsWith('_') ? String(name) : object.name)
    }
    const name = this.#memberName(node)
    const inside = this.value(object)
    return this.#guard(node, () => property(inside, name, node.computed ? this.value(node.property as Expression) : undefined))
  }

  /** Whether a name stands for something around the expression that is not a value given by name: a module, `Math`, the parameters. */
  #isOutsideObject(name: string): boolean {
    return !this.locals.has(name) && !this.#bound.has(name) && this.#outside(name) === undefined && globalConstant(name) === undefined
  }

  #call(node: Extract<Expression, { type: 'CallExpression' }>): Value {
    let callee = node.callee
    if (callee.type === 'ParenthesizedExpression') callee = callee.expression
    if (callee.type === 'SequenceExpression') callee = this.#lastOf(callee)
    if (callee.type === 'Identifier') {
      const { name } = callee
      return this.#guard(node, () => {
        const args = this.#args(node.arguments)
        const value = globalCall(name, args) ?? (isFunctionName(name) ? callFunction(name, args, this.#context, this.#source) : undefined)
        if (value === undefined) throw unknownFunction(name, this.#source)
        return value
      })
    }
    if (callee.type !== 'MemberExpression') throw unsupported('this call', node, this.#source)
    return this.#memberCall(node, callee)
  }

  #memberCall(node: Extract<Expression, { type: 'CallExpression' }>, callee: MemberExpression): Value {
    const name = callee.computed ? this.#memberName(callee) : callee.property.type === 'Identifier' ? callee.property.name : undefined
    if (name === undefined) throw unsupported('this call', node, this.#source)
    const owner = ownerName(callee.object)
    return this.#guard(node, () => {
      if (owner !== undefined && this.#context.scope?.[owner] === op)
        return callFunction(name, this.#args(node.arguments), this.#context, this.#source)
      if (owner !== undefined && owner !== this.#row && owner !== this.#second && this.#outside(owner) === undefined) {
        if (owner === 'op' || owner === 'aq') return callFunction(name, this.#args(node.arguments), this.#context, this.#source)
        if (owner === 'Math') return mathCall(name, this.#args(node.arguments))
        const outer = globalCall(`${owner}.${name}`, this.#args(node.arguments))
        if (outer !== undefined) return outer
        if (builtIns.has(owner)) throw unknownFunction(`${owner}.${name}`, this.#source)
      }
      return callMethod(this.value(callee.object), name, this.#args(node.arguments))
    })
  }
}

/** What is around every expression, and not to be given by name. */
const builtIns = new Set([
  'Array',
  'BigInt',
  'Boolean',
  'Date',
  'Intl',
  'JSON',
  'Number',
  'Object',
  'Reflect',
  'String',
  'console',
  'globalThis',
])

/** `op` of `op`, and of `module.op`. */
function ownerName(node: Expression | Super): string | undefined {
  if (node.type === 'Identifier') return node.name
  if (node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier' && node.object.type === 'Identifier') {
    return ['op', 'aq', 'Math'].includes(node.property.name) ? node.property.name : undefined
  }
  return undefined
}

function unknownFunction(name: string, source: string): RangeError {
  return new RangeError(
    `Cannot call "${name}" in an expression: there are ${functionNames()
      .map((n) => `op.${n}`)
      .join(', ')}, Math's functions, and methods of text and dates ("${source.slice(0, 120)}")`,
  )
}

const kindNames: Readonly<Record<string, string>> = {
  AssignmentExpression: 'an assignment',
  UpdateExpression: '++ or --',
  ArrowFunctionExpression: 'a function',
  FunctionExpression: 'a function',
  AwaitExpression: 'await',
  ObjectExpression: 'an object',
  ThisExpression: 'this',
  TaggedTemplateExpression: 'a tagged template',
  ClassExpression: 'a class',
  ImportExpression: 'import',
  YieldExpression: 'yield',
  Super: 'super',
}
