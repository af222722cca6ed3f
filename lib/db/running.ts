import { readFileSync } from 'node:fs'

/** Whether a process of this number runs, whoever owns it. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  // An ended process that nobody has collected still answers to its number.
  return !(process.platform === 'linux' && readFileIfThere(`/proc/${pid}/stat`).includes(') Z '))
}

function readFileIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
