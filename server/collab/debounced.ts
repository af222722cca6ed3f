/** Calls for a key once it has been quiet for `quietMs`, at the latest `maxMs` after the first word, never twice at once. */
export interface DebouncedOptions<Value> {
  quietMs: number
  maxMs: number
  call: (key: string, value: Value) => Promise<void>
}

interface Waiting<Value> {
  value: Value
  since: number
  timer: NodeJS.Timeout
}

export class Debounced<Value> {
  private readonly options: DebouncedOptions<Value>
  private readonly waiting = new Map<string, Waiting<Value>>()
  private readonly running = new Map<string, Promise<void>>()

  constructor(options: DebouncedOptions<Value>) {
    this.options = options
  }

  note(key: string, value: Value): void {
    const before = this.waiting.get(key)
    if (before !== undefined) clearTimeout(before.timer)
    const since = before?.since ?? performance.now()
    const left = since + this.options.maxMs - performance.now()
    const timer = setTimeout(() => this.run(key), Math.max(0, Math.min(this.options.quietMs, left)))
    this.waiting.set(key, { value, since, timer })
  }

  /** Calls at once for all that wait, and resolves when every call is done. */
  async flush(): Promise<void> {
    for (const [key, { timer }] of this.waiting) {
      clearTimeout(timer)
      this.run(key)
    }
    await Promise.all(this.running.values())
    if (this.waiting.size > 0) await this.flush()
  }

  private run(key: string): void {
    const next = this.waiting.get(key)
    if (next === undefined || this.running.has(key)) return
    this.waiting.delete(key)
    const call = this.options.call(key, next.value).finally(() => {
      this.running.delete(key)
      const later = this.waiting.get(key)
      if (later !== undefined) this.note(key, later.value)
    })
    this.running.set(key, call)
  }
}
