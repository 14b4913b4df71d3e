export type Attributes = Readonly<Record<string, string>>

const nemsis = 'http://www.nemsis.org'
const instance = 'http://www.w3.org/2001/XMLSchema-instance'

type Scope = {
  readonly depth: number
  readonly spaces: Readonly<Record<string, string>>
  /** Names that were told apart before: a document has a few hundred of them, a million times. */
  readonly known: Map<string, string | null>
}

/**
 * Names without their prefixes, by the namespaces that are declared where they stand (Namespaces in XML 1.0). The parser can do
 * it too, and takes twice as long for it.
 */
export function openNames(): Names {
  const scopes: Scope[] = []
  let scope: Scope = { depth: 0, spaces: { '': nemsis, xsi: instance }, known: new Map() }
  return {
    opened(name, attributes, depth) {
      const declared = declarations(attributes)
      if (declared) {
        scopes.push(scope)
        scope = { depth, spaces: { ...scope.spaces, ...declared }, known: new Map() }
      }
      return localIn(scope, name)
    },
    closed(depth) {
      if (scope.depth === depth) scope = scopes.pop() ?? scope
    },
    isNil(attributes) {
      for (const name in attributes) {
        const colon = name.indexOf(':')
        if (colon > 0 && name.endsWith(':nil') && scope.spaces[name.slice(0, colon)] === instance)
          return ['true', '1'].includes((attributes[name] ?? '').trim())
      }
      return false
    },
  }
}

type Names = {
  /** What an element of NEMSIS is called; null for one of another namespace. */
  opened(name: string, attributes: Attributes, depth: number): string | null
  closed(depth: number): void
  /** Whether an element says that it is empty on purpose: true or 1. */
  isNil(attributes: Attributes): boolean
}

function declarations(attributes: Attributes): Record<string, string> | null {
  let found: Record<string, string> | null = null
  for (const name in attributes)
    if (name.startsWith('xmlns') && (name.length === 5 || name[5] === ':')) {
      found ??= {}
      found[name.slice(6)] = attributes[name] ?? ''
    }
  return found
}

function localIn({ spaces, known }: Scope, name: string): string | null {
  const before = known.get(name)
  if (before !== undefined) return before
  const colon = name.indexOf(':')
  // A document that declares no namespace at all is taken as one of NEMSIS.
  const isOurs = (spaces[name.slice(0, Math.max(colon, 0))] || (colon < 0 ? nemsis : '')) === nemsis
  const local = isOurs ? name.slice(colon + 1) : null
  if (known.size < most) known.set(apart(name), local && apart(local))
  return local
}

const most = 5_000

/** A text of its own: one that was cut out of a piece of the document keeps all of that piece in memory. */
const apart = (text: string): string => Buffer.from(text).toString()
