/**
 * Completes package-lock.json with the optional packages of other platforms.
 *
 * A lock file that was written against a registry mirror which serves one platform's packages only lacks the
 * others', and `npm ci` then refuses it as out of step. Their versions are known from the packages that ask for
 * them; npm skips them where `os` or `cpu` do not fit. Run it after `npm install` when `npm ci` says "Missing".
 */
import { readFileSync, writeFileSync } from 'node:fs'

const SYSTEMS = ['darwin', 'win32', 'linux', 'android', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony']
const PROCESSORS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32']

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const added = []

for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (holds(path, name)) continue
    const place = lock.packages[`node_modules/${name}`] === undefined ? `node_modules/${name}` : `${path}/node_modules/${name}`
    lock.packages[place] = { version: range.replace(/^[\^~>=\s]+/, ''), ...platformOf(name), optional: true }
    added.push(place)
  }
}

if (added.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
}
console.log(added.length === 0 ? 'The lock file is complete.' : `Added ${added.length} packages of other platforms.`)

/** Whether a package at `path` finds `name` in the folders above it, as Node looks for it. */
function holds(path, name) {
  for (let folder = path; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${folder}/node_modules/${name}`] !== undefined) return true
  }
  return lock.packages[`node_modules/${name}`] !== undefined
}

/** As far as the name tells; Node's names for systems and processors are the convention of these packages. */
function platformOf(name) {
  const words = name.split(/[-/.@]/)
  const os = SYSTEMS.filter((system) => words.includes(system))
  const cpu = PROCESSORS.filter((processor) =>
    words.some((word) => word === processor || (processor === 'arm' && /^arm(v\d|eabi|hf)?/.test(word) && word !== 'arm64')),
  )
  return { ...(cpu.length > 0 ? { cpu } : {}), ...(os.length > 0 ? { os } : {}) }
}
