/** What a committed tree must not hold: the address of anyone's package registry, and places of one machine. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '..')

/** Pure. The faults of one file's text, [] when it may be committed. */
export function faultsOf(file: string, content: string): string[] {
  const faults: string[] = []
  if (path.basename(file) === 'package-lock.json' && /"resolved":\s*"https?:/.test(content)) {
    faults.push(`${file} names the registry it was made with; npm leaves that out with omit-lockfile-registry-resolved=true in .npmrc`)
  }
  if (path.basename(file) === '.npmrc' && /^\s*(@\w+:)?registry\s*=|_auth|_password/m.test(content)) {
    faults.push(`${file} names a registry or holds a credential; those belong in the settings of the person or machine`)
  }
  if (/-----BEGIN (RSA |EC |OPENSSH )?PRIVATE KEY-----/.test(content)) faults.push(`${file} holds a private key`)
  return faults
}

if (import.meta.main) {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '' && existsSync(path.join(ROOT, file)))
  const faults = files.flatMap((file) => faultsOf(file, readFileSync(path.join(ROOT, file), 'utf8')))
  for (const fault of faults) console.error(fault)
  if (faults.length > 0 || files.length === 0) process.exit(1)
  console.log(`${files.length} files`)
}
