import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/chromium.ts'

// Set once by the first process that reads this file; the workers inherit it.
process.env.STET_E2E_PORT ??= freePort()
process.env.STET_E2E_DATA ??= path.join(tmpdir(), `stet-e2e-${process.pid}`)
// Where the test of evidence puts up the sites that it captures.
process.env.STET_E2E_SITE_PORT ??= freePort()
const port = process.env.STET_E2E_PORT
const site = `127.0.0.1:${process.env.STET_E2E_SITE_PORT}`
const url = `http://127.0.0.1:${port}`
const chromium = findChromium()

/** The journeys run against the program as `npm start` brings it up, with a data folder of its own. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    // What the page held at each step is kept; a film of it would take a third of the processor.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: { args: ['--no-sandbox', '--disable-gpu'], ...(chromium === null ? {} : { executablePath: chromium }) },
  },
  webServer: {
    command: 'node scripts/start.mjs',
    url: `${url}/api/health`,
    env: {
      STET_CAPTURE_ALLOW: site,
      PORT: port,
      HOST: '127.0.0.1',
      STET_DATA_DIR: process.env.STET_E2E_DATA,
      DATABASE_URL: '',
      STET_PUBLIC_URL: '',
      LOG_LEVEL: 'warn',
    },
    timeout: 240_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'ignore',
    stderr: 'pipe',
  },
})

function freePort(): string {
  const script = "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})"
  return execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }).trim()
}
