/**
 * What `npm start` and `npm test` need before anything of ours can run, on the Node that the machine has
 * (20.19 or later): the locked dependencies, and the Node 24 among them that runs the rest.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
const NODE_24 = path.join(ROOT, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Installs what package-lock.json names if anything of it is absent. Ends the process with a sentence when that fails. */
export function ensureInstalled(say) {
  if (installed()) return
  say('Installing dependencies (first start only: a minute or two)')
  // A registry that fails once often answers the second time.
  if (npmCi() && installed()) return
  say('Trying once more')
  if (npmCi() && installed()) return
  console.error('The dependencies could not be installed. What npm said is above; check the network and the registry that npm uses, then start again.')
  process.exit(1)
}

/** Whether npm installed what the lock says. */
function npmCi() {
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: ROOT, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' })
  return result.status === 0
}

/** Whether npm's own record of node_modules has every package of the lock, in its version. */
function installed() {
  const record = path.join(ROOT, 'node_modules/.package-lock.json')
  if (!existsSync(record) || !existsSync(NODE_24)) return false
  const { packages: wanted } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'))
  const { packages: present } = JSON.parse(readFileSync(record, 'utf8'))
  return Object.entries(wanted).every(
    ([name, { version, optional, devOptional }]) => name === '' || optional || devOptional || present[name]?.version === version,
  )
}

/** Makes the database client from the schema if that changed: whatever imports it can only be loaded after that. */
export function ensureClient() {
  const result = spawnSync(NODE_24, [path.join(ROOT, 'scripts/generate.ts')], { cwd: ROOT, stdio: 'inherit' })
  if (result.status !== 0) process.exit(1)
}

/** Runs a script of ours on Node 24, with our own tools first on its PATH. */
export function runOnNode24(script, args, options = {}) {
  const { env = process.env, flags = [], ...rest } = options
  const PATH = [path.join(ROOT, 'node_modules/.bin'), env.PATH].join(path.delimiter)
  // Migrations run as WebAssembly, which Node still calls experimental.
  const quiet = ['--disable-warning=ExperimentalWarning', ...flags]
  return spawn(NODE_24, [...quiet, path.join(ROOT, script), ...args], { cwd: ROOT, ...rest, env: { ...env, PATH } })
}
