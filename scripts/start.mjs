/**
 * `npm start` and `npm run dev` (`--dev`), on whatever Node runs npm: makes the dependencies be there, then hands
 * over to scripts/start.ts on Node 24 and stays beside it, so that signals reach it, it does not outlive npm, and
 * no database outlives it.
 */
import { readFileSync } from 'node:fs'
import { ensureClient, ensureInstalled, runOnNode24 } from './toolchain.mjs'

const WATCH_EVERY = 500

// Where the whole terminal group gets Ctrl-C, the program below decides when it is finished.
let child = null
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (child === null ? process.exit(1) : child.kill(signal)))

ensureInstalled((message) => console.log(`• ${message} …`))
ensureClient()
const livesBy = npmAbove()
child = runOnNode24('scripts/start.ts', [...process.argv.slice(2), `--lives-by=${[process.pid, ...livesBy].join(',')}`], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  // What libraries tell their developers says nothing to whoever runs a newsroom.
  flags: process.argv.includes('--dev') ? [] : ['--disable-warning=DeprecationWarning'],
})

// A killed npm tells nobody. Without this, its newsroom would run on unseen and hold the port.
const watch = setInterval(() => {
  if (!livesBy.every(isRunning)) child.kill('SIGTERM')
}, WATCH_EVERY)

child.on('exit', (code, signal) => {
  clearInterval(watch)
  if (signal === null) process.exit(code ?? 1)
  console.error(`Stet was ended by ${signal}. Nothing that was shown as saved is lost; start it again with: npm start`)
  runOnNode24('scripts/stop-database.ts', [], { stdio: 'inherit' }).on('exit', () => process.exit(1))
})

/** npm and the shell it runs us in, when it was npm that did; otherwise nothing: a service manager may well outlive its own starter. */
function npmAbove() {
  if (process.env.npm_lifecycle_event === undefined || process.platform !== 'linux') return []
  const above = []
  for (let pid = process.ppid; pid > 1 && above.length < 3; pid = parentOf(pid)) {
    above.push(pid)
    const command = read(`/proc/${pid}/cmdline`)
    if (command.includes('npm')) return above
    if (!/^\S*sh\0/.test(command)) return []
  }
  return []
}

function parentOf(pid) {
  // The name in brackets may hold anything, so the fields are counted from its last bracket.
  const stat = read(`/proc/${pid}/stat`)
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0)
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
