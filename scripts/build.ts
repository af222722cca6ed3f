/** The built pages, made again only when something that goes into them changed. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { takeLock } from './lock.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const OUTPUT = path.join(ROOT, process.env.STET_DIST_DIR || '.next')
const STAMP = path.join(OUTPUT, 'stet-made-from')
/** Folders and files that `next build` reads. */
const SOURCES = [
  'app',
  'components',
  'i18n',
  'lib',
  'messages',
  'public',
  'next.config.js',
  'postcss.config.mjs',
  'proxy.ts',
  'package-lock.json',
  'tsconfig.json',
]

/** Milliseconds that another start's build is waited for. */
const PATIENCE = 600_000

/** Returns whether anything had to be built. Throws with what the build said when it fails. */
export async function build(onStart: () => void = () => undefined): Promise<boolean> {
  const wanted = fingerprint()
  if (isBuilt(wanted)) return false
  const release = await takeLock(path.join(ROOT, 'node_modules/.cache/stet-build'), { wait: PATIENCE })
  try {
    if (isBuilt(wanted)) return false
    onStart()
    await nextBuild()
    writeFileSync(STAMP, wanted)
    return true
  } finally {
    release()
  }
}

function isBuilt(wanted: string): boolean {
  return existsSync(STAMP) && existsSync(path.join(OUTPUT, 'BUILD_ID')) && readFileSync(STAMP, 'utf8') === wanted
}

async function nextBuild(): Promise<void> {
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  const child = spawn(process.execPath, [path.join(ROOT, 'node_modules/next/dist/bin/next'), 'build'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  process.once('exit', () => child.kill())
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Error(`The pages could not be built. The build said:\n${output}`)
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap((source) => filesOf(source)))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(ROOT, file)))
  return hash.digest('hex')
}

function filesOf(source: string): string[] {
  const place = path.join(ROOT, source)
  if (!existsSync(place)) return []
  if (!statSync(place).isDirectory()) return [source]
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .toSorted()
}

if (import.meta.main) {
  const built = await build(() => console.log('Building the pages …'))
  console.log(built ? 'Built.' : 'The pages are up to date.')
}
