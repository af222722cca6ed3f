/** A Chromium for the browser tests: the one named, an installed one, Playwright's own, or the system's package. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** null when there is none on this machine. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  return NAMES.map(which).find((found) => found !== null) ?? (existsSync(chromium.executablePath()) ? chromium.executablePath() : null)
}

/** Finds one, as root installing Debian's if need be. Throws a sentence that says what to do. */
export function ensureChromium(say: (message: string) => void): string {
  const found = findChromium()
  if (found !== null) {
    if (existsSync(found)) return found
    throw new Error(`CHROMIUM_PATH is ${found}, where there is no file.`)
  }
  if (process.getuid?.() === 0 && which('apt-get') !== null) {
    say('Installing Chromium from the system packages')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    const installed = findChromium()
    if (installed !== null) return installed
  }
  throw new Error('The browser tests need a Chromium. Install one (apt-get install chromium, or npx playwright install chromium), or set CHROMIUM_PATH.')
}

function which(name: string): string | null {
  try {
    return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null
  } catch {
    return null
  }
}
