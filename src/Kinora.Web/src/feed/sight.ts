import { ImpressionTracker } from '../lib/impressions.ts'
import { impression } from '../lib/signals.ts'
import type { Served } from './source.ts'

/** Watches which slide is on the screen, says when it was truly seen, and which one fills most of the screen. */
export class FeedSight {
  private readonly tracker = new ImpressionTracker()
  private readonly shares = new Map<string, number>()
  private readonly observer: IntersectionObserver
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(root: Element, private readonly item: (index: number) => Served | undefined, private readonly looked: (index: number) => void) {
    this.observer = new IntersectionObserver(entries => this.seen(entries), { root, threshold: [0, 0.25, 0.5, 0.6, 0.75, 1] })
    document.addEventListener('visibilitychange', this.background)
  }

  sync(slides: Iterable<Element>): void {
    for (const element of slides) this.observer.observe(element)
  }

  close(): void {
    this.observer.disconnect()
    document.removeEventListener('visibilitychange', this.background)
    clearTimeout(this.timer)
  }

  private readonly background = () => {
    if (document.visibilityState === 'hidden') this.tracker.pause()
    else for (const [key, share] of this.shares) this.tracker.change(key, share, performance.now())
    this.tell()
  }

  private seen(entries: IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      const key = (entry.target as HTMLElement).dataset['index']
      if (!key) continue
      this.shares.set(key, entry.intersectionRatio)
      if (document.visibilityState !== 'hidden') this.tracker.change(key, entry.intersectionRatio, performance.now())
      if (entry.intersectionRatio >= 0.6) this.looked(Number(key))
    }
    this.tell()
  }

  private tell(): void {
    const now = performance.now()
    for (const { key, visibleMs } of this.tracker.due(now)) {
      const item = this.item(Number(key))
      if (item) impression({ feed_session: item.session, title_id: item.title.id, visible_ms: visibleMs, position: item.position, surface: 'feed' })
    }
    clearTimeout(this.timer)
    const wait = this.tracker.wait(now)
    if (wait !== null) this.timer = setTimeout(() => this.tell(), wait + 5)
  }
}
