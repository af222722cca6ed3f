/** Loaded into a node before the program: puts modules of the fault harness in the place of two that the rooms and their commits use. */
import { registerHooks } from 'node:module'

const PARENTS = ['/server/collab/open-room.ts', '/server/collab/committer.ts']

const replacements: Record<string, Record<string, string>> = {
  none: { '#lib/collab/log.ts': 'failing-log.ts' },
  'early-saved': { '#lib/collab/log.ts': 'failing-log.ts', '#lib/collab/engine.ts': 'early-room.ts' },
  'compaction-gap': { '#lib/collab/log.ts': 'folding-log.ts' },
}

const replaced = replacements[process.env['FAULTS_VARIANT'] ?? 'none'] ?? {}

registerHooks({
  resolve(specifier, context, next) {
    const file = PARENTS.some((parent) => context.parentURL?.endsWith(parent) === true) ? replaced[specifier] : undefined
    return next(file === undefined ? specifier : new URL(file, import.meta.url).href, context)
  },
})
