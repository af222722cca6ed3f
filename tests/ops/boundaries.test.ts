/**
 * A checker that finds nothing to check reports success. So each direction is broken on purpose, in a tree of its
 * own, and the check of the real one must have seen its modules.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'

const ROOT = path.resolve(import.meta.dirname, '../..')
const CONFIG = path.join(ROOT, '.dependency-cruiser.cjs')

const report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
})

function cruise(cwd: string, folders: readonly string[]) {
  const { stdout, stderr } = spawnSync(path.join(ROOT, 'node_modules/.bin/depcruise'), ['--config', CONFIG, '--output-type', 'json', ...folders], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  if (stdout === '') throw new Error(stderr)
  return report.parse(JSON.parse(stdout)).summary
}

const BROKEN: [rule: string, from: string, to: string][] = [
  ['domain-is-pure', 'lib/domain/gate.ts', 'lib/services/publish.ts'],
  ['policies-are-pure', 'lib/policies/can.ts', 'lib/queries/load.ts'],
  ['editor-is-headless', 'lib/editor/schema.ts', 'components/editor/toolbar.tsx'],
  ['api-knows-shapes', 'lib/api/claims.ts', 'lib/services/tag.ts'],
  ['client-is-for-browsers', 'lib/client/api.ts', 'lib/db/client.ts'],
  ['env-stands-alone', 'lib/env/env.ts', 'lib/web/log.ts'],
  ['db-knows-env', 'lib/db/client.ts', 'lib/services/tag.ts'],
  ['collab-is-pure', 'lib/collab/engine.ts', 'lib/services/tag.ts'],
  ['collab-has-only-types-of-db', 'lib/collab/log.ts', 'lib/db/client.ts'],
  ['queries-read', 'lib/queries/load.ts', 'lib/services/tag.ts'],
  ['services-decide', 'lib/services/tag.ts', 'lib/web/problem.ts'],
  ['web-and-auth-adapt', 'lib/web/route.ts', 'components/shell/page.tsx'],
  ['components-take-props', 'components/claims/card.tsx', 'lib/queries/load.ts'],
  ['primitives-know-no-feature', 'components/ui/button.tsx', 'components/claims/card.tsx'],
  ['app-renders', 'app/page.tsx', 'server/main.ts'],
  ['server-has-no-pages', 'server/main.ts', 'app/page.tsx'],
  ['only-db-knows-prisma', 'lib/services/tag.ts', 'lib/db/generated/client.ts'],
  ['nothing-imports-tests', 'lib/services/tag.ts', 'tests/support/factories.ts'],
]

function write(dir: string, file: string, content: string): void {
  mkdirSync(path.dirname(path.join(dir, file)), { recursive: true })
  writeFileSync(path.join(dir, file), content)
}

test('[OP-10] every import direction that is broken is found, by its name', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'stet-boundaries-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(dir, 'node_modules'))
  write(dir, 'package.json', JSON.stringify({ type: 'module', imports: { '#*': './*' } }))
  write(
    dir,
    'tsconfig.json',
    JSON.stringify({ compilerOptions: { module: 'ESNext', moduleResolution: 'bundler', allowImportingTsExtensions: true, noEmit: true, jsx: 'react-jsx' } }),
  )
  const imports = new Map<string, string[]>()
  for (const [, from, to] of BROKEN) {
    imports.set(from, [...(imports.get(from) ?? []), to])
    if (!imports.has(to)) imports.set(to, [])
  }
  for (const [file, targets] of imports) {
    write(
      dir,
      file,
      [...targets.map((target, index) => `import { value as v${index} } from '#${target}'\nconsole.log(v${index})`), 'export const value = 1\n'].join('\n'),
    )
  }
  const found = cruise(dir, ['app', 'components', 'lib', 'server', 'tests']).violations.map(({ rule, from, to }) => [rule.name, from, to])
  expect(found).toEqual(expect.arrayContaining(BROKEN))
})

test('[OP-10a] the check of our own tree has seen all of it', () => {
  expect(cruise(ROOT, ['lib', 'server']).totalCruised).toBeGreaterThan(100)
})
