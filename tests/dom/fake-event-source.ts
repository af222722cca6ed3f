/** jsdom has no EventSource: this one is spoken through by the test. */
export class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2
  static open: FakeEventSource[] = []
  readyState = 1
  readonly url: string

  constructor(url: string) {
    super()
    this.url = url
    FakeEventSource.open.push(this)
  }

  close(): void {
    this.readyState = FakeEventSource.CLOSED
    FakeEventSource.open = FakeEventSource.open.filter((each) => each !== this)
  }

  /** The server says something on every stream. */
  static say(kind: string): void {
    for (const each of FakeEventSource.open) each.dispatchEvent(new Event(kind))
  }

  /** The server refuses the stream. */
  refuse(): void {
    this.close()
    this.dispatchEvent(new Event('error'))
  }
}
