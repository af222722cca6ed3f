/**
 * RE-8: makes the copy say what it said in an earlier version, as one more edit that others keep typing through.
 *
 * A restore that replaced the document would empty what others are typing in, or leave it there twice. So only what
 * differs is written: blocks that are equal are not touched, of a block that changed only the words that changed,
 * of a word whose formatting changed only the formatting. What somebody types at that moment in a paragraph that
 * both states have is merged as any two edits are. Claim and comment marks stay on the words that stay; editorial
 * notes are no copy and stay where they are.
 */
import type { Node } from '@tiptap/pm/model'
import { boundedDiff } from '#lib/domain/bounded-diff.ts'
import * as Y from 'yjs'
import { copyKey } from './canonical.ts'
import type { DocJson, NodeJson } from './doc-json.ts'
import { readBlock, readDocument, readText } from './read.ts'
import { newText, patchText } from './restore-text.ts'
import { FRAGMENT } from './schema.ts'
import { updateOf } from './update-of.ts'

/** Answers the update that others apply, or null when the copy says it already. Throws a RangeError for JSON that is no document. */
export function restoreCopy(ydoc: Y.Doc, version: DocJson): Uint8Array | null {
  const { doc } = readDocument(version)
  return updateOf(ydoc, 'restore', () => patchChildren(ydoc.getXmlFragment(FRAGMENT), doc))
}

type Shared = Y.XmlElement | Y.XmlText

/** A child of the shared document beside what it is compared by. */
interface Present {
  shared: Shared
  kind: string
  text: string
  key: string
}

/** A child of the version: a block, or the texts that stand together in one. */
interface Wanted {
  nodes: Node[]
  kind: string
  text: string
  key: string
}

type Step = { op: 'keep' | 'remove'; present: Present } | { op: 'patch'; present: Present; wanted: Wanted } | { op: 'insert'; wanted: Wanted }

function patchChildren(parent: Y.XmlFragment | Y.XmlElement, node: Node): void {
  const present = parent.toArray().flatMap(presentOf)
  let index = 0
  for (const step of align(present, wantedOf(node))) {
    if (step.op === 'insert') {
      parent.insert(index, [created(step.wanted)])
      index += 1
      continue
    }
    while (parent.get(index) !== step.present.shared) index += 1
    if (step.op === 'remove') {
      parent.delete(index, 1)
      continue
    }
    if (step.op === 'patch') patch(step.present.shared, step.wanted)
    index += 1
  }
}

/** Notes are passed over; what no browser shows has a key that nothing has, and so is removed. */
function presentOf(shared: unknown): Present[] {
  if (shared instanceof Y.XmlText) return [{ shared, kind: TEXT, text: '', key: keyOf(readText(shared)) }]
  if (!(shared instanceof Y.XmlElement) || shared.nodeName === 'note') return []
  const node = readBlock(shared)
  return [{ shared, kind: node ? shared.nodeName : '', text: node?.textContent ?? '', key: node ? keyOf([node]) : '' }]
}

const TEXT = '#text'

function wantedOf(parent: Node): Wanted[] {
  const wanted: Wanted[] = []
  parent.forEach((node) => {
    const last = wanted.at(-1)
    if (node.isText && last?.kind === TEXT) last.nodes.push(node)
    else wanted.push({ nodes: [node], kind: node.isText ? TEXT : node.type.name, text: node.isText ? '' : node.textContent, key: '' })
  })
  for (const child of wanted) child.key = keyOf(child.nodes)
  return wanted
}

function keyOf(nodes: readonly Node[]): string {
  return copyKey(nodes.map((node): NodeJson => node.toJSON()))
}

/** Blocks that come and go. */
const MOST_EDITS = 2000

function align(present: readonly Present[], wanted: readonly Wanted[]): Step[] {
  const steps: Step[] = []
  const left = [...present]
  let gone: Present[] = []
  const runs = boundedDiff(
    present.map(({ key }) => key),
    wanted.map(({ key }) => key),
    MOST_EDITS,
  )
  const fresh = [...wanted]
  for (const run of runs) {
    if (run.removed) gone = left.splice(0, run.value.length)
    else if (run.added) {
      steps.push(...pair(gone, fresh.splice(0, run.value.length)))
      gone = []
    } else {
      steps.push(...removed(gone), ...left.splice(0, run.value.length).map((child): Step => ({ op: 'keep', present: child })))
      fresh.splice(0, run.value.length)
      gone = []
    }
  }
  return [...steps, ...removed(gone)]
}

function removed(gone: readonly Present[]): Step[] {
  return gone.map((child) => ({ op: 'remove', present: child }))
}

/**
 * A run of children that another run stands for: those that are the same one, changed, are changed in place. What
 * is new comes after what is gone, so that it stands behind the notes that stood before that.
 */
function pair(gone: readonly Present[], fresh: readonly Wanted[]): Step[] {
  const steps: Step[] = []
  const left = gone.map((child) => ({ child, words: wordsOf(child.text) }))
  let inserts: Step[] = []
  for (const wanted of fresh) {
    const words = wordsOf(wanted.text)
    const at = left.findIndex(({ child, words: others }) => child.kind === wanted.kind && (ONE_OF_A_KIND.has(child.kind) || overlap(others, words)))
    const partner = left[at]?.child
    if (partner === undefined) {
      inserts.push({ op: 'insert', wanted })
      continue
    }
    steps.push(...removed(left.splice(0, at).map(({ child }) => child)), ...inserts, { op: 'patch', present: partner, wanted })
    inserts = []
    left.shift()
  }
  return [...steps, ...removed(left.map(({ child }) => child)), ...inserts]
}

const ONE_OF_A_KIND: ReadonlySet<string> = new Set([TEXT, 'headline', 'standfirst', 'caption'])

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/[\p{L}\p{N}]+/gu))
}

/** A third of the shorter one's words: enough to be the same paragraph. Two without words are the same too. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  if (few.size === 0) return many.size === 0
  let shared = 0
  for (const word of few) if (many.has(word)) shared += 1
  return shared * 3 >= few.size
}

function patch(shared: Shared, { nodes }: Wanted): void {
  if (shared instanceof Y.XmlText) return patchText(shared, nodes)
  const [node] = nodes
  if (node === undefined) return
  patchAttributes(shared, node)
  patchChildren(shared, node)
}

function patchAttributes(element: Y.XmlElement, { attrs }: Node): void {
  const present: Record<string, unknown> = element.getAttributes()
  for (const [key, value] of Object.entries(attrs)) {
    if (JSON.stringify(present[key] ?? null) === JSON.stringify(value)) continue
    if (value === null) element.removeAttribute(key)
    else element.setAttribute(key, value)
  }
}

function created({ nodes, kind }: Wanted): Shared {
  const [node] = nodes
  if (kind === TEXT || node === undefined) return newText(nodes)
  const element = new Y.XmlElement(kind)
  for (const [key, value] of Object.entries(node.attrs)) if (value !== null) element.setAttribute(key, value)
  element.insert(0, wantedOf(node).map(created))
  return element
}
