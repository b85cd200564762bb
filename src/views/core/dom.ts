type Attribute = string | number | boolean | undefined
type Handler = (event: Event) => void

/** Attributes of an element, handlers under `on`, and the key that tells siblings apart. */
export interface Props {
  readonly key?: string
  readonly on?: { readonly [type: string]: Handler }
  readonly [name: string]: Attribute | { readonly [type: string]: Handler }
}

/** An element to be. */
export interface Draft {
  readonly tag: string
  readonly props: Props
  readonly children: readonly (Draft | string)[]
}

/** What may stand inside an element: nothing is left out, lists are flattened, text is never read as markup. */
export type Child = Draft | string | number | null | undefined | false | readonly Child[]

function flat(children: readonly Child[], into: (Draft | string)[] = []): (Draft | string)[] {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue
    if (Array.isArray(child)) flat(child as readonly Child[], into)
    else into.push(typeof child === 'number' ? String(child) : (child as Draft | string))
  }
  return into
}

/** An element to be, such as `h('td', { class: 'as-n' }, '37,030')`. */
export function h(tag: string, props: Props | null, ...children: Child[]): Draft {
  return { tag, props: props ?? {}, children: flat(children) }
}

const svgNamespace = 'http://www.w3.org/2000/svg'
const drawn = new WeakMap<Node, Draft>()
const listeners = new WeakMap<Node, Map<string, Handler>>()

function create(document: Document, node: Draft, parent: Element): Element {
  const svg = node.tag === 'svg' || (parent.namespaceURI === svgNamespace && parent.localName !== 'foreignObject')
  return svg ? document.createElementNS(svgNamespace, node.tag) : document.createElement(node.tag)
}

function setAttribute(element: Element, name: string, value: Attribute): void {
  if (name === 'value' && 'value' in element) {
    const text = value === undefined ? '' : String(value)
    if (element.value !== text) element.value = text
  } else if (value === undefined || value === false) element.removeAttribute(name)
  else element.setAttribute(name, value === true ? '' : String(value))
}

// One listener a type, whose handler is looked up when it fires: redrawing replaces handlers without touching the element.
function setHandlers(element: Element, handlers: Props['on']): void {
  const known = listeners.get(element) ?? new Map<string, Handler>()
  if (known.size === 0 && handlers === undefined) return
  listeners.set(element, known)
  for (const type of [...known.keys()]) if (handlers?.[type] === undefined) known.set(type, () => undefined)
  for (const [type, handler] of Object.entries(handlers ?? {})) {
    if (!known.has(type)) element.addEventListener(type, (event) => known.get(type)?.(event))
    known.set(type, handler)
  }
}

function apply(element: Element, before: Draft | undefined, after: Draft): void {
  const [old, now] = [before?.props ?? {}, after.props]
  for (const name of Object.keys(old)) if (!(name in now) && name !== 'key' && name !== 'on') setAttribute(element, name, undefined)
  drawn.set(element, after)
  patch(element, after.children)
  for (const [name, value] of Object.entries(now)) {
    if (name !== 'key' && name !== 'on' && (old[name] !== value || name === 'value')) setAttribute(element, name, value as Attribute)
  }
  setHandlers(element, now.on)
}

const keyOf = (node: Node): string | undefined => drawn.get(node)?.props.key

function reusable(old: Node | undefined, next: Draft | string): boolean {
  if (old === undefined) return false
  if (typeof next === 'string') return old.nodeType === 3
  return drawn.get(old)?.tag === next.tag && keyOf(old) === next.props.key
}

/**
 * Makes the children of an element those given. Elements that are there already, by key or else by place, are changed and not replaced,
 * so that focus, scroll and selection stay where they are.
 */
export function patch(parent: Element, children: readonly (Draft | string)[]): void {
  const document = parent.ownerDocument
  const keyed = new Map<string, Node>()
  for (const node of parent.childNodes) {
    const key = keyOf(node)
    if (key !== undefined) keyed.set(key, node)
  }
  let at: Node | null = parent.firstChild
  for (const next of children) {
    const byKey = typeof next === 'string' || next.props.key === undefined ? undefined : keyed.get(next.props.key)
    if (byKey !== undefined) keyed.delete((next as Draft).props.key!)
    const old = byKey ?? at ?? undefined
    if (!reusable(old, next)) {
      const made = typeof next === 'string' ? document.createTextNode(next) : create(document, next, parent)
      parent.insertBefore(made, at)
      if (typeof next !== 'string') apply(made as Element, undefined, next)
      continue
    }
    if (old !== at) parent.insertBefore(old!, at)
    else at = at!.nextSibling
    if (typeof next === 'string') {
      if (old!.nodeValue !== next) old!.nodeValue = next
    } else apply(old as Element, drawn.get(old!), next)
  }
  while (at !== null) {
    const gone = at
    at = at.nextSibling
    parent.removeChild(gone)
  }
}
