/** That every measurement runs and yields numbers; what they are is no test's business. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { BENCHES } from '../../bench/benches.ts'

const report = z.object({
  benches: z.record(
    z.string(),
    z.object({ results: z.array(z.object({ what: z.string(), who: z.string(), figures: z.record(z.string(), z.number()) })).min(1) }),
  ),
})

test.each(Object.keys(BENCHES))('[OP-60] npm run bench -- %s --quick runs and measures', async (name) => {
  const dir = mkdtempSync(path.join(tmpdir(), 'stet-bench-test-'))
  const file = path.join(dir, 'figures.json')
  await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/bench.ts', name, '--quick', '--json', file])
  const { benches } = report.parse(JSON.parse(readFileSync(file, 'utf8')))
  rmSync(dir, { recursive: true, force: true })
  expect(benches[name]?.results.flatMap(({ figures }) => Object.values(figures)).every(Number.isFinite)).toBe(true)
})
