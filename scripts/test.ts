/**
 * Everything that must hold before a change lands, a step after the other; a failing step does not keep the others
 * from running. The last line is `N passed, N failed`.
 *
 * `npm test -- types unit` runs those steps only.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { text as streamText } from 'node:stream/consumers'
import { z } from 'zod'
import { ensureChromium } from './chromium.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const BIN = path.join(ROOT, 'node_modules/.bin')
const RESULTS = path.join(ROOT, 'test-results')
const CODE = ['app', 'components', 'i18n', 'lib', 'prisma', 'scripts', 'server', 'proxy.ts']

/** How much of a failure's message is said again at the end. */
const LONGEST_MESSAGE = 2000

/** What we read of the reports that the runners write. */
const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numTotalTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() })),
    }),
  ),
})
const faultsReport = z.object({ passed: z.number(), failed: z.number() })
const playwrightReport = z.object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }), errors: z.array(z.unknown()) })

interface Tally {
  passed: number
  failed: number
  /** What failed, a test in a line or more, as far as the runner tells; said again at the end. */
  failures?: string[]
}

interface Ran extends Tally {
  seconds: number
}

interface Step {
  name: string
  title: string
  /** `say`: where what it prints goes. */
  run: (say: Say) => Promise<Tally>
  /** The step before which it is started, since both wait more than they work; what it prints comes after that one's. */
  beside?: string
}

type Say = NodeJS.WritableStream

const STEPS: Step[] = [
  { name: 'client', title: 'Database client', run: (say) => check(say, process.execPath, ['scripts/generate.ts']) },
  { name: 'lint', title: 'Lint', run: (say) => check(say, 'oxlint') },
  { name: 'format', title: 'Format', run: (say) => check(say, 'oxfmt', ['--check']) },
  { name: 'types', title: 'Types', run: (say) => check(say, 'tsc', ['--noEmit', '-p', '.']) },
  { name: 'boundaries', title: 'Import directions', run: (say) => check(say, 'depcruise', ['--config', '.dependency-cruiser.cjs', ...CODE]) },
  { name: 'dead', title: 'Dead code', run: (say) => check(say, 'knip') },
  { name: 'spec', title: 'Rules and the tests that cite them', run: (say) => check(say, process.execPath, ['scripts/check-spec.ts']) },
  { name: 'tree', title: 'What may be committed', run: (say) => check(say, process.execPath, ['scripts/check-tree.ts']) },
  { name: 'build', title: 'Pages', run: (say) => check(say, process.execPath, ['scripts/build.ts']) },
  ...['unit', 'dom', 'db', 'api', 'collab', 'ops'].map((project) => ({ name: project, title: `Tests: ${project}`, run: (say: Say) => vitest(say, project) })),
  { name: 'bench', title: 'Tests: bench', run: (say) => vitest(say, 'bench'), beside: 'ops' },
  { name: 'faults', title: 'Tests: everything killed', run: faults, beside: 'collab' },
  { name: 'e2e', title: 'Tests: browser', run: browserTests },
]

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name))
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}. The steps are ${STEPS.map(({ name }) => name).join(', ')}.`)
  process.exit(1)
}

// Whoever stops the run stops all of it, not the step that is under way.
let isStopped = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (isStopped = true))

const all = await runSteps(STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))
console.log(`${all.passed} passed, ${all.failed} failed`)
process.exit(all.failed === 0 && !isStopped ? 0 : 1)

async function runSteps(steps: readonly Step[]): Promise<Tally> {
  rmSync(RESULTS, { recursive: true, force: true })
  mkdirSync(RESULTS, { recursive: true })
  const lines: string[] = []
  const told: string[] = []
  const total: Tally = { passed: 0, failed: 0 }
  const early = new Map<string, Promise<() => Ran>>()
  for (const step of steps) {
    if (isStopped) break
    for (const later of steps) if (later.beside === step.name) early.set(later.name, runAside(later))
    const aside = early.get(step.name)
    console.log(`\n── ${step.title}`)
    const { passed, failed, seconds, failures = [] } = aside === undefined ? await runStep(step, process.stdout) : (await aside)()
    total.passed += passed
    total.failed += failed
    told.push(...failures.map((failure) => `✗ ${step.title}: ${failure}`))
    lines.push(
      `${failed === 0 ? '✓' : '✗'} ${step.title.padEnd(38)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.toFixed(1).padStart(7)} s`,
    )
  }
  console.log(`\n${[...told, ...lines].join('\n')}\n`)
  return total
}

async function runStep({ run }: Step, say: Say): Promise<Ran> {
  const since = Date.now()
  const tally = await run(say).catch((error: unknown) => {
    say.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return { passed: 0, failed: 1 }
  })
  return { ...tally, seconds: (Date.now() - since) / 1000 }
}

/** Resolves when it has run; what it printed is printed when the answer is called. */
async function runAside(step: Step): Promise<() => Ran> {
  const said = new PassThrough()
  const text = streamText(said)
  const ran = await runStep(step, said)
  said.end()
  const words = await text
  return () => {
    process.stdout.write(words)
    return ran
  }
}

/** A tool that says nothing worth counting: it passes or it fails. */
async function check(say: Say, program: string, args: string[] = []): Promise<Tally> {
  const ok = (await execute(say, program, args)) === 0
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
}

async function vitest(say: Say, project: string): Promise<Tally> {
  const file = path.join(RESULTS, `${project}.json`)
  const code = await execute(say, 'vitest', ['run', '--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`])
  const { numPassedTests, numFailedTests, numTotalTests, testResults } = vitestReport.parse(JSON.parse(readFileSync(file, 'utf8')))
  if (numTotalTests === 0) say.write('No test was found.\n')
  // A file that could not be loaded, or an error outside every test, fails the run without failing a test.
  const other = numTotalTests === 0 || (code !== 0 && numFailedTests === 0) ? 1 : 0
  const failures = testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed')
      const where = path.relative(ROOT, name)
      if (failed.length === 0) return [where]
      return failed.map(
        ({ fullName, failureMessages }) =>
          `${where} › ${fullName}\n    ${(failureMessages?.[0] ?? '').split('\n    at ').slice(0, 2).join(' at ').slice(0, LONGEST_MESSAGE)}`,
      )
    })
  return { passed: numPassedTests, failed: numFailedTests + other, failures }
}

/** Four seeds of the product, and programs that are broken on purpose and have to be found out. */
async function faults(say: Say): Promise<Tally> {
  const file = path.join(RESULTS, 'faults.json')
  const code = await execute(say, process.execPath, ['tests/faults/run.ts', '--suite', '--json', file])
  const { passed, failed } = faultsReport.parse(JSON.parse(readFileSync(file, 'utf8')))
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed }
}

/** Two halves at once, each with a newsroom of its own: a page waits more than it works. */
async function browserTests(say: Say): Promise<Tally> {
  const chromium = ensureChromium((message) => say.write(`• ${message} …\n`))
  const later = new PassThrough()
  const text = streamText(later)
  const halves = await Promise.all([browserHalf(1, say, chromium), browserHalf(2, later, chromium).finally(() => later.end())])
  say.write(await text)
  return { passed: sum(halves.map(({ passed }) => passed)), failed: sum(halves.map(({ failed }) => failed)) }
}

/** A test that passed only at its second try has failed. */
async function browserHalf(half: 1 | 2, say: Say, chromium: string): Promise<Tally> {
  const file = path.join(RESULTS, `e2e-${half}.json`)
  const data = mkdtempSync(path.join(tmpdir(), 'stet-e2e-'))
  const output = path.join(RESULTS, `e2e-${half}`)
  const code = await execute(say, 'playwright', ['test', `--shard=${half}/2`, '--reporter=line,json', `--output=${output}`], {
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    STET_E2E_DATA: data,
  })
  rmSync(data, { recursive: true, force: true })
  const { stats, errors } = playwrightReport.parse(JSON.parse(readFileSync(file, 'utf8')))
  const failed = stats.unexpected + stats.flaky + errors.length
  return { passed: stats.expected, failed: failed === 0 && code !== 0 ? 1 : failed }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** Runs one of our tools, or a program by its path, and passes on what it prints. Resolves with its exit code. */
async function execute(say: Say, program: string, args: string[], extra: Record<string, string> = {}): Promise<number> {
  const command = path.isAbsolute(program) ? program : path.join(BIN, program)
  const env = { ...process.env, ...extra, NEXT_TELEMETRY_DISABLED: '1', NODE_OPTIONS: '--disable-warning=ExperimentalWarning' }
  const isOurs = say === process.stdout
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', isOurs ? 'inherit' : 'pipe', isOurs ? 'inherit' : 'pipe'], env })
  child.stdout?.pipe(say, { end: false })
  child.stderr?.pipe(say, { end: false })
  // The runners take down what they started at Ctrl-C, not at SIGTERM.
  const stop = () => child.kill('SIGINT')
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const code = await new Promise<number>((resolve, reject) => child.once('error', reject).once('close', (status) => resolve(status ?? 1)))
  process.off('SIGINT', stop).off('SIGTERM', stop)
  return code
}
