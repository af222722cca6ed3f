/**
 * The faults, and the order in which they come. A deck that holds each of them is shuffled by the seed and dealt
 * out, several at a time where they do not need the same thing, and shuffled again when it is through.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from './random.ts'
import type { Database, Point } from './world/database.ts'
import type { Direction, Flow, Link } from './world/link.ts'
import type { InsidePoint, NodeProcess } from './world/node.ts'
import { insist, type World } from './world/world.ts'

export interface Hand {
  world: World
  random: Random
  /** Somebody's work was cut off: by which node, or by the database. */
  onKill: (victim: NodeProcess | 'database') => void
  /** Only faults whose name holds this, one at a time. */
  only: string | null
}

/** What a fault needs for itself while it lasts. */
type Need = 'node' | 'database' | 'database-link' | 'people-link'

interface Card {
  needs: readonly Need[]
  act: (hand: Hand, index: number) => Promise<void>
}

const CARDS: Record<string, Card> = {
  'node killed': { needs: ['node'], act: killNode },
  'node killed again': { needs: ['node'], act: killNode },
  'node told to stop': { needs: ['node'], act: restartNode },
  'node frozen': { needs: ['node'], act: freezeNode },
  'node frozen again': { needs: ['node'], act: freezeNode },
  'node dies after the commit, before the answer': { needs: ['node'], act: async (hand, index) => await dieInside(hand, index, 'die-after-commit') },
  'node dies in mid-snapshot': { needs: ['node'], act: async (hand, index) => await dieInside(hand, index, 'die-in-snapshot') },
  'reply of an append lost': { needs: ['node'], act: async (hand, index) => await armSome(hand, index, 'lose-reply') },
  'append comes after it was given up': { needs: ['node'], act: async (hand, index) => await armSome(hand, index, 'append-late') },
  'database killed': { needs: ['database'], act: killDatabase },
  'database and node killed': { needs: ['database', 'node'], act: killBoth },
  'database frozen': { needs: ['database'], act: freezeDatabase },
  'database slow': { needs: ['database'], act: slowDatabase },
  'database full at the insert': { needs: ['database'], act: async (hand) => await fillDatabase(hand, 'insert') },
  'database full at the commit': { needs: ['database'], act: async (hand) => await fillDatabase(hand, 'commit') },
  'database full at the snapshot': { needs: ['database'], act: async (hand) => await fillDatabase(hand, 'snapshot') },
  'database crashes between insert and commit': { needs: ['database'], act: async (hand) => await crashAt(hand, 'insert') },
  'database crashes in mid-snapshot': { needs: ['database'], act: async (hand) => await crashAt(hand, 'snapshot') },
  'node killed between insert and commit': { needs: ['database', 'node'], act: killNodeAtInsert },
  'database link reset': { needs: ['database-link'], act: async ({ world }, index) => linkOf(world, index).reset() },
  'database link swallows replies': { needs: ['database-link'], act: async (hand, index) => await breakDatabaseLink(hand, index, ['swallow', ['down']]) },
  'database link swallows everything': {
    needs: ['database-link'],
    act: async (hand, index) => await breakDatabaseLink(hand, index, ['swallow', ['up', 'down']]),
  },
  'database link holds statements back': { needs: ['database-link'], act: async (hand, index) => await breakDatabaseLink(hand, index, ['hold', ['up']]) },
  'database link delays': { needs: ['database-link'], act: delayDatabaseLink },
  'people’s links reset': { needs: ['people-link'], act: async (hand) => someLinks(hand).forEach((link) => link.reset()) },
  'people’s links swallow what is sent': { needs: ['people-link'], act: async (hand) => await breakPeoplesLinks(hand, 'swallow', ['up']) },
  'people’s links swallow what is answered': { needs: ['people-link'], act: async (hand) => await breakPeoplesLinks(hand, 'swallow', ['down']) },
  'people’s links hold everything back': { needs: ['people-link'], act: async (hand) => await breakPeoplesLinks(hand, 'hold', ['up', 'down']) },
  'people’s links delay': { needs: ['people-link'], act: delayPeoplesLinks },
}

const AT_ONCE = 3

/** Resolves after `seconds`, when the last fault is over, with how often each came. */
export async function throwFaults(hand: Hand, { seconds, signal }: { seconds: number; signal: AbortSignal }): Promise<Map<string, number>> {
  const { random, only } = hand
  const counts = new Map<string, number>()
  const busy = new Set<string>()
  const running = new Set<Promise<void>>()
  const end = Date.now() + seconds * 1_000
  let deck: string[] = []
  while (Date.now() < end && !signal.aborted) {
    await sleep(random.between(150, 700))
    if (running.size >= (only === null ? AT_ONCE : 1)) continue
    if (deck.length === 0) deck = random.shuffled(Object.keys(CARDS).filter((name) => only === null || name.includes(only)))
    const index = random.below(hand.world.nodes.length)
    const name = deck.find((candidate) => needsOf(candidate, index).every((need) => !busy.has(need)))
    if (name === undefined) continue
    deck.splice(deck.indexOf(name), 1)
    const needs = needsOf(name, index)
    needs.forEach((need) => busy.add(need))
    counts.set(name, (counts.get(name) ?? 0) + 1)
    const act = (CARDS[name]?.act(hand, index) ?? Promise.resolve()).finally(() => {
      needs.forEach((need) => busy.delete(need))
      running.delete(act)
    })
    running.add(act)
  }
  await Promise.all(running)
  return counts
}

function needsOf(name: string, index: number): string[] {
  return (CARDS[name]?.needs ?? []).map((need) => (need === 'node' || need === 'database-link' ? `${need} ${index}` : need))
}

// --- nodes ----------------------------------------------------------------------------------------------------------

async function killNode({ world, random, onKill }: Hand, index: number): Promise<void> {
  const node = nodeOf(world, index)
  onKill(node)
  await node.kill()
  await sleep(random.between(0, 1_200))
  await node.start()
}

async function restartNode({ world }: Hand, index: number): Promise<void> {
  const node = nodeOf(world, index)
  await node.stop()
  await node.start()
}

async function freezeNode({ world, random }: Hand, index: number): Promise<void> {
  const node = nodeOf(world, index)
  node.signal('SIGSTOP')
  await sleep(random.between(500, 3_500))
  node.signal('SIGCONT')
}

async function dieInside({ world, onKill }: Hand, index: number, point: InsidePoint): Promise<void> {
  const node = nodeOf(world, index)
  await node.dieAt(point, 4_000)
  onKill(node)
  await node.start()
}

async function armSome({ world, random }: Hand, index: number, point: InsidePoint): Promise<void> {
  const count = 1 + random.below(4)
  for (let i = 0; i < count; i++) {
    nodeOf(world, index).arm(point)
    await sleep(random.between(50, 400))
  }
}

// --- the database ---------------------------------------------------------------------------------------------------

async function killDatabase({ world, random, onKill }: Hand): Promise<void> {
  onKill('database')
  await world.database.kill()
  await sleep(random.between(0, 1_500))
  await world.database.start()
}

async function killBoth(hand: Hand, index: number): Promise<void> {
  await Promise.all([killDatabase(hand), killNode(hand, index)])
}

async function freezeDatabase({ world, random }: Hand): Promise<void> {
  await world.database.freeze(random.between(400, 3_000))
}

async function slowDatabase({ world, random }: Hand): Promise<void> {
  await whileArmed(world.database, 'insert', random.between(0.02, 0.4), async () => await sleep(random.between(1_000, 2_500)))
}

async function fillDatabase({ world, random }: Hand, point: Point): Promise<void> {
  await whileArmed(world.database, point, null, async () => await sleep(random.between(500, 2_000)))
}

async function crashAt({ world, onKill }: Hand, point: Point): Promise<void> {
  await whileArmed(world.database, point, 1.5, async () => {
    const pid = await world.database.backendAtPoint(3_000)
    if (pid === null) return
    onKill('database')
    world.database.crash(pid)
  })
}

async function killNodeAtInsert(hand: Hand, index: number): Promise<void> {
  const node = nodeOf(hand.world, index)
  await whileArmed(hand.world.database, 'insert', 1, async () => {
    await hand.world.database.backendAtPoint(3_000)
    hand.onKill(node)
    await node.kill()
  })
  await node.start()
}

async function whileArmed(database: Database, point: Point, seconds: number | null, act: () => Promise<void>): Promise<void> {
  await insist(async () => await database.arm(point, seconds))
  await act()
  await insist(async () => await database.disarm(point))
}

// --- the network ----------------------------------------------------------------------------------------------------

async function breakDatabaseLink({ world, random }: Hand, index: number, [flow, directions]: [Flow, Direction[]]): Promise<void> {
  await breakLinks([linkOf(world, index)], { flow, directions, ms: random.between(500, 4_500) })
}

async function delayDatabaseLink({ world, random }: Hand, index: number): Promise<void> {
  await delayLinks([linkOf(world, index)], { delayMs: random.between(20, 300), ms: random.between(1_000, 3_000) })
}

async function breakPeoplesLinks(hand: Hand, flow: Flow, directions: Direction[]): Promise<void> {
  await breakLinks(someLinks(hand), { flow, directions, ms: hand.random.between(500, 4_000) })
}

async function delayPeoplesLinks(hand: Hand): Promise<void> {
  await delayLinks(someLinks(hand), { delayMs: hand.random.between(20, 400), ms: hand.random.between(1_000, 3_000) })
}

async function breakLinks(links: Link[], { flow, directions, ms }: { flow: Flow; directions: Direction[]; ms: number }): Promise<void> {
  for (const link of links) link.set(flow, directions)
  await sleep(ms)
  for (const link of links) link.heal()
}

async function delayLinks(links: Link[], { delayMs, ms }: { delayMs: number; ms: number }): Promise<void> {
  for (const link of links) link.delayMs = delayMs
  await sleep(ms)
  for (const link of links) link.heal()
}

function someLinks({ world, random }: Hand): Link[] {
  const links = random.shuffled(world.ways.map((way) => way.link))
  return links.slice(0, 1 + random.below(links.length))
}

function nodeOf(world: World, index: number): NodeProcess {
  const node = world.nodes[index]
  if (node === undefined) throw new Error(`no node ${index}`)
  return node
}

function linkOf(world: World, index: number): Link {
  const link = world.databaseLinks[index]
  if (link === undefined) throw new Error(`no link ${index}`)
  return link
}
