/**
 * The numbered rules of docs/spec and the tests that cite them: every citation names a rule that exists, and every
 * rule is cited. A rule with sub-rules counts as cited when one of them is.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '..')
const ID = /\b[A-Z]{2}-\d+[a-z]?\b/g

export interface SpecFault {
  rule: string
  /** `cited`: a test names a rule that no page has. `written`: no test names the rule. `twice`: two places define it. */
  fault: 'cited' | 'written' | 'twice'
  /** The test or page. */
  where: string
}

interface Text {
  file: string
  content: string
}

/** Pure: pages and tests in, faults out. A page defines a rule by a heading or a bold list item that begins with its number. */
export function findSpecFaults(pages: readonly Text[], tests: readonly Text[]): SpecFault[] {
  const defined = pages.flatMap(({ file, content }) => definitionsIn(content).map((rule) => ({ rule, where: file })))
  const cited = tests.flatMap(({ file, content }) => citationsIn(content).map((rule) => ({ rule, where: file })))
  const rules = new Set(defined.map(({ rule }) => rule))
  const names = new Set(cited.map(({ rule }) => rule))
  const isCited = (rule: string) =>
    names.has(rule) || (/\d$/.test(rule) && [...names].some((name) => /^[a-z]$/.test(name.slice(rule.length)) && name.startsWith(rule)))
  return [
    ...unique(cited.filter(({ rule }) => !rules.has(rule))).map((found): SpecFault => ({ ...found, fault: 'cited' })),
    ...defined.filter(({ rule }) => !isCited(rule)).map((found): SpecFault => ({ ...found, fault: 'written' })),
    ...defined.filter(({ rule }, index) => defined.findIndex((other) => other.rule === rule) < index).map((found): SpecFault => ({ ...found, fault: 'twice' })),
  ]
}

function definitionsIn(page: string): string[] {
  return [...page.matchAll(/^(?:#{2,4} |[-*] \*\*|\*\*)([A-Z]{2}-\d+[a-z]?)\b/gm)].map(([, rule]) => rule ?? '')
}

/** Numbers in square brackets, several in one pair allowed: `[CL-3, CL-4a] …`. */
function citationsIn(test: string): string[] {
  return [...test.matchAll(/\[((?:[A-Z]{2}-\d+[a-z]?(?:, ?| )?)+)\]/g)].flatMap(([, inside]) => inside?.match(ID) ?? [])
}

function unique<Found extends { rule: string }>(found: Found[]): Found[] {
  return [...new Map(found.map((one) => [one.rule, one])).values()]
}

function textsIn(folder: string, ending: RegExp): Text[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => ({ file: path.join(folder, name), content: readFileSync(path.join(ROOT, folder, name), 'utf8') }))
}

const SAYS = {
  cited: 'is cited, but no page of docs/spec has it',
  written: 'is a rule, but no test cites it',
  twice: 'is defined twice',
} as const

if (import.meta.main) {
  const pages = textsIn('docs/spec', /\.md$/)
  const tests = [...textsIn('tests', /\.test\.tsx?$/), ...textsIn('e2e', /\.spec\.ts$/)]
  const faults = findSpecFaults(pages, tests)
  for (const { rule, fault, where } of faults) console.error(`${rule} ${SAYS[fault]} (${where})`)
  const count = pages.flatMap(({ content }) => definitionsIn(content)).length
  if (count === 0) console.error('docs/spec holds no rules: nothing was checked.')
  if (faults.length > 0 || count === 0) process.exit(1)
  console.log(`${count} rules, each cited by a test`)
}
