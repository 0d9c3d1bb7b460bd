import { attach } from '../lib/media.ts'
import { signal } from '../lib/signals.ts'
import { mediaOf } from '../lib/title.ts'
import { Viewing } from '../lib/viewing.ts'
import type { FeedItem } from './source.ts'

interface Playing { video: HTMLVideoElement; release: () => void; viewing: Viewing }

/** The few videos around the current slide: attached when near, released when far, one of them playing. */
export class FeedPlayback {
  private readonly open = new Map<number, Playing>()
  private current: number | null = null

  constructor(private readonly failed: (index: number) => void, private readonly progress: (index: number, share: number) => void) {}

  /** Takes up new videos and lets go of those whose element has left the page. */
  sync(videos: Iterable<HTMLVideoElement>, item: (index: number) => FeedItem | undefined): void {
    const there = new Map([...videos].map(video => [Number(video.dataset['index']), video]))
    for (const [index, playing] of this.open) if (there.get(index) !== playing.video) this.drop(index)
    for (const [index, video] of there) {
      const wanted = item(index)
      const media = wanted && mediaOf(wanted.title.playback)
      if (wanted && media && !this.open.has(index)) this.take(index, video, wanted, media)
    }
  }

  /** Plays one and leaves the one before. */
  show(index: number, paused: boolean, muted: boolean): void {
    if (this.current !== index) this.leave()
    this.current = index
    for (const [other, { video }] of this.open) {
      video.muted = muted
      if (other !== index) video.pause()
      else if (paused) video.pause()
      else void video.play().catch(() => this.quietly(video))
    }
  }

  /** The current clip was left: early means skipped. */
  leave(): void {
    const playing = this.current === null ? undefined : this.open.get(this.current)
    playing?.viewing.leave(performance.now(), true)
    playing?.video.pause()
  }

  rest(): void {
    if (this.current !== null) this.open.get(this.current)?.viewing.rest(performance.now())
  }

  close(): void {
    this.leave()
    for (const index of [...this.open.keys()]) this.drop(index)
    this.current = null
  }

  /** A browser that refuses sound before a gesture still plays without. */
  private quietly(video: HTMLVideoElement): void {
    if (video.muted) return
    video.muted = true
    void video.play().catch(() => undefined)
  }

  private take(index: number, video: HTMLVideoElement, { title }: FeedItem, media: NonNullable<ReturnType<typeof mediaOf>>): void {
    const viewing = new Viewing((kind, fact) => signal(kind, title.id, 'feed', fact))
    const ms = () => [video.currentTime * 1000, video.duration * 1000] as const
    let before = 0
    video.addEventListener('playing', () => viewing.start(performance.now(), ...ms()))
    video.addEventListener('seeking', () => viewing.seek())
    video.addEventListener('timeupdate', () => {
      if (video.currentTime < before && video.duration - before < 1) viewing.end()
      before = video.currentTime
      viewing.at(performance.now(), ...ms())
      if (video.duration > 0) this.progress(index, video.currentTime / video.duration)
    })
    this.open.set(index, { video, viewing, release: attach(video, media, () => this.failed(index)) })
  }

  private drop(index: number): void {
    this.open.get(index)?.release()
    this.open.delete(index)
  }
}
