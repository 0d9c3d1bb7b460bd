/** One title that was truly looked at. */
export interface Sight { key: string; visibleMs: number }

/**
 * Decides what counts as seen: at least half of it on the screen for at least half a second without a break.
 * Time is handed in, so that a hidden tab, a pause or a test can stop it.
 */
export class ImpressionTracker {
  private readonly since = new Map<string, number>()
  private readonly told = new Set<string>()

  constructor(private readonly share = 0.5, private readonly longEnoughMs = 500) {}

  /** A new visible share of one item. Falling under the limit before the time is up forgets what was gathered. */
  change(key: string, share: number, now: number): void {
    if (share >= this.share) {
      if (!this.since.has(key)) this.since.set(key, now)
    } else this.since.delete(key)
  }

  /** The page went to the background: nothing is looked at until it says otherwise. */
  pause(): string[] {
    const visible = [...this.since.keys()]
    this.since.clear()
    return visible
  }

  /** Items that became seen by now; each is told once. */
  due(now: number): Sight[] {
    const seen: Sight[] = []
    for (const [key, from] of this.since) {
      if (now - from < this.longEnoughMs || this.told.has(key)) continue
      this.told.add(key)
      seen.push({ key, visibleMs: Math.round(now - from) })
    }
    return seen
  }

  /** Milliseconds until the next item may become seen, or null when nothing is under way. */
  wait(now: number): number | null {
    let shortest: number | null = null
    for (const [key, from] of this.since) {
      if (this.told.has(key)) continue
      const left = Math.max(0, this.longEnoughMs - (now - from))
      shortest = shortest === null ? left : Math.min(shortest, left)
    }
    return shortest
  }
}
