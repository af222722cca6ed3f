import { expect, test } from 'vitest'
import { findSpecFaults } from '#scripts/check-spec.ts'
import { faultsOf } from '#scripts/check-tree.ts'

const page = (content: string) => [{ file: 'docs/spec/claims.md', content }]
const tests = (...cited: string[]) => [{ file: 'tests/unit/claims.test.ts', content: `test('[${cited.join(', ')}] a sentence', () => {})` }]

test('[OP-11] a test that cites a rule which no page has is found', () => {
  expect(findSpecFaults(page('## ZZ-1 A rule\n'), tests('ZZ-1', 'ZZ-2'))).toEqual([{ rule: 'ZZ-2', fault: 'cited', where: 'tests/unit/claims.test.ts' }])
})

test('[OP-11a] a rule that no test cites is found; one whose sub-rule is cited is not', () => {
  const rules = '## ZZ-1 A rule\n- **ZZ-1a** a part of it\n## ZZ-2 Another\nZZ-3 is only spoken of.\n'
  expect(findSpecFaults(page(rules), tests('ZZ-1a'))).toEqual([{ rule: 'ZZ-2', fault: 'written', where: 'docs/spec/claims.md' }])
})

test('[OP-11b] a rule that is defined in two places is found', () => {
  expect(findSpecFaults(page('## ZZ-1 A rule\n## ZZ-1 The same\n'), tests('ZZ-1'))).toEqual([{ rule: 'ZZ-1', fault: 'twice', where: 'docs/spec/claims.md' }])
})

test('[OP-12] a lock file or setting that names a registry, and a private key, are found', () => {
  const lock = (resolved: string) => JSON.stringify({ packages: { 'node_modules/x': { version: '1.0.0', ...(resolved === '' ? {} : { resolved }) } } }, null, 2)
  expect(faultsOf('package-lock.json', lock(''))).toEqual([])
  expect(faultsOf('package-lock.json', lock('https://registry.example/x.tgz'))).toHaveLength(1)
  expect(faultsOf('.npmrc', 'registry=https://registry.example\n')).toHaveLength(1)
  expect(faultsOf('key.pem', `-----BEGIN ${'PRIVATE'} KEY-----`)).toHaveLength(1)
})
