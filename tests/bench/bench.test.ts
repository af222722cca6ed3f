/** That every measurement runs and yields numbers; what they are is no test's business. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { BENCHES } from '../../bench/benches.ts'

const report = z.object({
  benches: z.record(
    z.string(),
    z.object({ results: z.array(z.object({ what: z.string(), who: z.string(), figures: z.record(z.string(), z.number()) })).min(1) }),
  ),
})

let benches: z.infer<typeof report>['benches'] = {}

/** All in one program, as a person runs them. */
beforeAll(async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'stet-bench-test-'))
  const file = path.join(dir, 'figures.json')
  await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/bench.ts', '--quick', '--json', file], {
    maxBuffer: 16 * 1024 * 1024,
  })
  benches = report.parse(JSON.parse(readFileSync(file, 'utf8'))).benches
  rmSync(dir, { recursive: true, force: true })
}, 600_000)

test.each(Object.keys(BENCHES))('[OP-60] npm run bench -- --quick runs and measures: %s', (name) => {
  const figures = benches[name]?.results.flatMap((result) => Object.values(result.figures)) ?? []
  expect(figures).not.toEqual([])
  expect(figures.every(Number.isFinite)).toBe(true)
})
