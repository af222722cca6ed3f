/** Starts the process of the clients and hands it plans, one at a time. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { answer } from '../peers/start.ts'
import { reportSchema, startedSchema, type Plan, type Report } from './plan.ts'

const TIMEOUT_MS = 120_000

export interface Crew {
  /** `onStarted` is called when everybody is there, and before the first key. */
  work: (plan: Plan, onStarted?: () => Promise<void>) => Promise<Report>
  stop: () => Promise<void>
}

export function startCrew(): Crew {
  const child = fork(path.join(import.meta.dirname, 'crew.ts'), [], { execArgv: ['--disable-warning=ExperimentalWarning'] })
  return {
    async work(plan, onStarted) {
      const started = answer(child, startedSchema, TIMEOUT_MS)
      const report = answer(child, reportSchema, TIMEOUT_MS)
      child.send(plan)
      await Promise.race([started, report])
      await onStarted?.()
      return await report
    },
    async stop() {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}
