/**
 * Turns the figures that `npm run bench -- --json docs/performance/figures.json` kept into one SVG for each question
 * and into the tables of docs/performance.md, between its `<!-- table NAME -->` marks. Bars by hand rather than by a
 * plotting library: one kind of chart, readable in light and dark, is less than a library brings.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Measurement } from '../bench/measure.ts'

const DOCS = fileURLToPath(new URL('../docs', import.meta.url))
const PAGE = path.join(DOCS, 'performance.md')

/** Which figures of a bench are drawn, a panel each. */
const PANELS: Record<string, readonly string[]> = {
  edits: ['p50 ms', 'p99 ms', 'server µs a delivery'],
  documents: ['p50 ms', 'p99 ms', 'server µs a delivery'],
  saved: ['safe p50 ms', 'safe p99 ms'],
  history: ['synced ms', 'KB received', 'disk bytes an edit', 'snapshot KB'],
  memory: ['heap KB a document', 'idle CPU %'],
  nodes: ['p50 ms', 'other node p50 ms', 'p99 ms', 'other node p99 ms'],
  pages: ['p50 ms', 'p99 ms'],
  paint: ['p50 ms', 'p95 ms'],
  append: ['p50 ms', 'p95 ms'],
}

const WIDTH = 760
const LEFT = 250
const BAR = 14
const GAP = 4
/** Beyond this, bars on a linear scale would vanish beside the longest. */
const LOG_FROM = 50

interface Bar {
  what: string
  who: string
  value: number
}

const { machine, benches } = JSON.parse(readFileSync(path.join(DOCS, 'performance/figures.json'), 'utf8')) as {
  machine: Record<string, string>
  benches: Record<string, { question: string; at: string; load: number; results: Measurement[] }>
}
let page = readFileSync(PAGE, 'utf8')
fill('<!-- machine -->', machineText())
for (const [name, { question, results }] of Object.entries(benches)) {
  const panels = (PANELS[name] ?? []).map((figure) => ({ figure, bars: barsOf(results, figure) })).filter(({ bars }) => bars.length > 0)
  if (panels.length > 0) writeFileSync(path.join(DOCS, `performance/${name}.svg`), draw(question, panels))
  fill(`<!-- table ${name} -->`, table(results))
}
writeFileSync(PAGE, page)

function fill(mark: string, text: string): void {
  const [before, , after] = page.split(mark)
  if (before === undefined || after === undefined) throw new Error(`docs/performance.md has no place for ${mark}`)
  page = `${before}${mark}\n\n${text}\n\n${mark}${after}`
}

function machineText(): string {
  const loads = Object.entries(benches).map(([name, { at, load }]) => `${name} ${at.slice(0, 16).replace('T', ' ')} (load ${load})`)
  return `Machine: ${machine.cpu}, ${machine.memory}, ${machine.system}, Node ${machine.node}; servers, clients and Postgres share it. Begun, in UTC, with the load of the minute before: ${loads.join(', ')}.`
}

function barsOf(results: readonly Measurement[], figure: string): Bar[] {
  return results.flatMap(({ what, who, figures }) => (figures[figure] === undefined ? [] : [{ what, who, value: figures[figure] }]))
}

/** One table for each set of figures, since not everything measured has the same. */
function table(results: readonly Measurement[]): string {
  const groups = groupBy(results, ({ figures }) => Object.keys(figures).slice(0, 2).join())
  return [...groups.values()].map(oneTable).join('\n\n')
}

function oneTable(results: readonly Measurement[]): string {
  const columns = [...new Set(results.flatMap(({ figures }) => Object.keys(figures)))]
  const rows = results.map(({ what, who, figures }) => [what, who, ...columns.map((column) => numberOf(figures[column]))])
  return [['', '', ...columns], ['---', '---', ...columns.map(() => '--:')], ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function numberOf(value: number | undefined): string {
  if (value === undefined) return ''
  return value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2 })
}

function draw(question: string, panels: readonly { figure: string; bars: Bar[] }[]): string {
  const parts: string[] = []
  let y = 34
  for (const { figure, bars } of panels) {
    const values = bars.map(({ value }) => value).filter((value) => value > 0)
    const [least, most] = [Math.min(...values), Math.max(...values)]
    const isLog = most / least > LOG_FROM
    const scale = (value: number): number => (value <= 0 ? 0 : isLog ? Math.log(value / (least / 2)) / Math.log(most / (least / 2)) : value / most)
    parts.push(`<text class="panel" x="0" y="${(y += 16)}">${escape(figure)}${isLog ? ' (each bar on a logarithmic scale)' : ''}</text>`)
    y += 8
    for (const [what, group] of groupBy(bars, (bar) => bar.what)) {
      parts.push(`<text class="what" x="0" y="${y + BAR - 3}">${escape(what)}</text>`)
      for (const { who, value } of group) {
        const width = Math.max(1, scale(value) * (WIDTH - LEFT - 170))
        parts.push(
          `<rect class="${classOf(who)}" x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="2"/>`,
          `<text x="${(LEFT + width + 6).toFixed(1)}" y="${y + BAR - 3}">${escape(who)} <tspan class="value">${numberOf(value)}</tspan></text>`,
        )
        y += BAR + GAP
      }
      y += 6
    }
    y += 8
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" role="img" aria-label="${escape(question)}">
<style>
  text { font: 12px system-ui, sans-serif; fill: #24292f; }
  .title { font-size: 15px; font-weight: 600; } .panel { font-weight: 600; } .what { fill: #57606a; } .value { font-weight: 600; }
  .stet { fill: #1d6fb8; } .relay, .plain { fill: #8c959f; } .y-websocket { fill: #2e7d4f; } .hocuspocus { fill: #c2780e; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; } .what { fill: #9198a1; }
    .stet { fill: #58a6ff; } .relay, .plain { fill: #6e7681; } .y-websocket { fill: #3fb950; } .hocuspocus { fill: #d29922; }
  }
</style>
<text class="title" x="0" y="20">${escape(question)}</text>
${parts.join('\n')}
</svg>
`
}

function classOf(who: string): string {
  return who.split(' ', 1)[0] ?? 'stet'
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}
