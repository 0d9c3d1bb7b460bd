import type { Reply } from './http.ts'

/** What a queued event needs; everything else is the sender's. */
export interface Queued { event_id: string }

/** The reply of a door that answers per event. */
export interface Results { results: { event_id: string; status: 'recorded' | 'duplicate' | 'refused' }[] }

export interface OutboxOptions<E extends Queued> {
  /** Where the queue lives, one name per profile and kind of event; every open page has its own place under it. */
  name: string
  /** Names this page's place. */
  place: string
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>
  send: (events: E[]) => Promise<Reply<Results>>
  /** Events that may not travel together get different groups (a feed session each). */
  group?: (event: E) => string
  batch?: number
  /** At most so many are kept; the oldest go first. */
  capacity?: number
  everyMs?: number
  later?: (run: () => void, ms: number) => unknown
}

/**
 * Events on their way to the server. Each is stored before it is sent and forgotten only when the server has answered for it, so that a
 * closed tab, a lost connection or a restart costs nothing; the server knows the event ids and counts each once.
 */
export class Outbox<E extends Queued> {
  private waiting: E[] = []
  private timer = false
  private sending = false
  private failures = 0

  constructor(private readonly options: OutboxOptions<E>) {
    this.load()
    if (this.waiting.length > 0) this.schedule(0)
  }

  get size(): number {
    return this.waiting.length
  }

  add(event: E): void {
    this.waiting.push(event)
    this.waiting.splice(0, this.waiting.length - (this.options.capacity ?? 2000))
    this.save()
    this.schedule(this.options.everyMs ?? 2000)
  }

  /** Tries now: the connection is back, or the page is about to go. */
  wake(): Promise<void> {
    this.failures = 0
    return this.flush()
  }

  /** What a beacon should carry when the page goes; it stays queued, because a beacon tells nothing. */
  pending(): E[] {
    return this.next()
  }

  async flush(): Promise<void> {
    if (this.sending) return
    this.sending = true
    try {
      while (this.waiting.length > 0) {
        const batch = this.next()
        const reply = await this.options.send(batch)
        if (!reply.ok && retryable(reply.status)) {
          this.failures++
          this.schedule(reply.retryAfter !== null ? reply.retryAfter * 1000 : backoff(this.failures))
          return
        }
        this.failures = 0
        this.forget(batch)
      }
    } finally {
      this.sending = false
    }
  }

  private next(): E[] {
    const first = this.waiting[0]
    if (!first) return []
    const group = this.options.group ?? (() => '')
    return this.waiting.filter(event => group(event) === group(first)).slice(0, this.options.batch ?? 100)
  }

  private forget(done: E[]): void {
    const ids = new Set(done.map(event => event.event_id))
    this.waiting = this.waiting.filter(event => !ids.has(event.event_id))
    this.save()
  }

  private schedule(ms: number): void {
    if (this.timer) return
    this.timer = true
    const later = this.options.later ?? ((run, wait) => setTimeout(run, wait))
    later(() => {
      this.timer = false
      void this.flush()
    }, ms)
  }

  /** Takes over what any page left behind. Of a page that is still open it takes a copy: the server counts each event once. */
  private load(): void {
    const found = new Map<string, E>()
    for (const key of this.places()) {
      for (const event of stored<E>(this.options.storage, key)) found.set(event.event_id, event)
      this.options.storage.removeItem(key)
    }
    this.waiting = [...found.values()]
    this.save()
  }

  private places(): string[] {
    try {
      return Array.from({ length: this.options.storage.length }, (_, i) => this.options.storage.key(i)).filter((key): key is string => key?.startsWith(`${this.options.name}#`) ?? false)
    } catch {
      return []
    }
  }

  private save(): void {
    const key = `${this.options.name}#${this.options.place}`
    try {
      if (this.waiting.length === 0) this.options.storage.removeItem(key)
      else this.options.storage.setItem(key, JSON.stringify(this.waiting))
    } catch {
      // A full or forbidden storage costs durability, not the event: it is still in memory.
    }
  }
}

function stored<E extends Queued>(storage: Pick<Storage, 'getItem'>, key: string): E[] {
  try {
    const found: unknown = JSON.parse(storage.getItem(key) ?? '[]')
    return Array.isArray(found) ? (found as E[]).filter(event => typeof event?.event_id === 'string') : []
  } catch {
    return []
  }
}

/** No answer, too many requests and a server in trouble are worth another try; a refusal is not. A lost session may come back. */
export const retryable = (status: number): boolean => status === 0 || status === 401 || status === 408 || status === 429 || status >= 500

/** Two seconds, doubling, at most a minute. */
export const backoff = (failures: number): number => Math.min(60_000, 2000 * 2 ** Math.max(0, failures - 1))
