/**
 * Which folder may import which (docs/architecture.md). `tests/ops/boundaries.test.ts` breaks each rule on purpose:
 * a checker that has nothing to check reports success too.
 */
const TYPES_ONLY = { dependencyTypesNot: ['type-only'] }

/** A rule by its folder: what it may import of ours. Packages from npm are not concerned. */
function only(name, from, allowed, comment) {
  return {
    name,
    severity: 'error',
    comment,
    from: { path: from },
    to: { path: '^(app|components|i18n|lib|prisma|scripts|server|tests|e2e|bench)/', pathNot: allowed },
  }
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two modules that need each other are one, or hide a third.',
      from: { pathNot: '^lib/db/generated' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    only('domain-is-pure', '^lib/domain/', '^lib/domain/', 'Rules know nothing but rules.'),
    {
      name: 'domain-has-no-io',
      severity: 'error',
      comment: 'Rules do no I/O and know no framework.',
      from: { path: '^lib/(domain|policies)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'domain-has-no-framework',
      severity: 'error',
      from: { path: '^lib/(domain|policies)/' },
      to: { path: '^node_modules/(next|react|react-dom|@prisma|pg|ws|yjs)/' },
    },
    only('policies-are-pure', '^lib/policies/', '^lib/(domain|policies)/'),
    only('editor-is-headless', '^lib/editor/', '^lib/(domain|editor)/'),
    {
      name: 'editor-has-no-interface',
      severity: 'error',
      comment: 'It runs on the server and in tests as well.',
      from: { path: '^lib/editor/' },
      to: { path: '^node_modules/(next|react|react-dom|@tiptap/react)/' },
    },
    only('api-knows-shapes', '^lib/api/', '^lib/(domain|policies|api)/'),
    only('client-is-for-browsers', '^lib/client/', '^lib/(domain|policies|editor|api|client|collab)/'),
    only('env-stands-alone', '^lib/env/', '^lib/(env/|collab/limits)'),
    only('db-knows-env', '^lib/db/', '^lib/(db|env)/'),
    {
      ...only('collab-is-pure', '^lib/collab/', '^lib/(domain|editor|policies|collab)/'),
      to: { path: '^(app|components|lib|prisma|scripts|server)/', pathNot: '^lib/(domain|editor|policies|collab|db)/' },
    },
    { name: 'collab-has-only-types-of-db', severity: 'error', from: { path: '^lib/collab/' }, to: { path: '^lib/db/', ...TYPES_ONLY } },
    only('queries-read', '^lib/queries/', '^lib/(domain|policies|editor|api|env|db|collab|queries|web/node-state)'),
    only('services-decide', '^lib/services/', '^lib/(domain|policies|editor|api|env|db|collab|files|queries|services)/'),
    only('files-stand-alone', '^lib/files/', '^lib/(files|env)/'),
    only('web-and-auth-adapt', '^lib/(auth|web)/', '^lib/'),
    only('components-take-props', '^components/', '^(components/|lib/(domain|policies|editor|api|client|collab)/|i18n/)'),
    only('primitives-know-no-feature', '^components/ui/', '^(components/ui/|lib/(domain|api)/)'),
    only('app-renders', '^app/', '^(app|components|lib|i18n)/'),
    only('server-has-no-pages', '^server/', '^(server|lib)/'),
    {
      name: 'only-db-knows-prisma',
      severity: 'error',
      comment: 'Types travel, the client does not.',
      from: { pathNot: '^(lib/db|tests|e2e|bench|scripts|server/collab)/' },
      to: { path: '^(node_modules/(@prisma|pg)/|lib/db/generated)', ...TYPES_ONLY },
    },
    { name: 'nothing-imports-tests', severity: 'error', from: { pathNot: '^(tests|e2e|bench|scripts/bench)' }, to: { path: '^(tests|e2e|bench)/' } },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^(next|next-auth)/' } },
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.next|\\.data|test-results)|^lib/db/generated/internal' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
  },
}
