import { WatchLog, type Interval } from './watched.ts'

export type ViewingKind = 'play' | 'progress' | 'complete' | 'skip'
export interface ViewingFact { position_ms: number; duration_ms?: number; watched?: Interval[] }

/**
 * One sitting with one title, told as signals: play when it starts, progress every ten seconds of the clock with what was watched since it
 * began, complete once at nine tenths, skip when it is left before a third.
 */
export class Viewing {
  private readonly log = new WatchLog()
  private position = 0
  private duration = 0
  private started = false
  private completed = false
  private told = 0
  private toldTotal = 0

  constructor(private readonly emit: (kind: ViewingKind, fact: ViewingFact) => void, private readonly everyMs = 10_000) {}

  start(now: number, positionMs: number, durationMs: number): void {
    this.take(positionMs, durationMs)
    if (this.started) return
    this.started = true
    this.told = now
    this.tell('play')
  }

  at(now: number, positionMs: number, durationMs: number): void {
    if (!this.started) return
    this.take(positionMs, durationMs)
    if (!this.completed && this.duration > 0 && this.position >= this.duration * 0.9) this.complete()
    else if (now - this.told >= this.everyMs) this.progress(now)
  }

  seek(): void {
    this.log.jump()
  }

  /** The position is worth keeping now: paused, hidden, about to be left. */
  rest(now: number): void {
    if (this.started && this.log.total > this.toldTotal) this.progress(now)
  }

  end(): void {
    if (this.started && !this.completed) this.complete()
    this.log.jump()
  }

  /** The viewer went on to something else. `skips`: leaving early here means that it was not wanted. */
  leave(now: number, skips: boolean): void {
    if (!this.started) return
    const wanted = this.completed || this.duration <= 0 || this.log.total >= this.duration / 3
    if (skips && !wanted) this.tell('skip')
    else this.rest(now)
    this.log.jump()
  }

  private take(positionMs: number, durationMs: number): void {
    this.position = Math.max(0, Math.round(positionMs))
    this.duration = Number.isFinite(durationMs) && durationMs > 0 ? Math.round(durationMs) : 0
    this.log.at(this.position)
  }

  private complete(): void {
    this.completed = true
    this.tell('complete')
  }

  private progress(now: number): void {
    this.told = now
    this.tell('progress')
  }

  private tell(kind: ViewingKind): void {
    this.toldTotal = this.log.total
    const watched = this.log.intervals()
    this.emit(kind, { position_ms: this.position, ...(this.duration > 0 ? { duration_ms: this.duration } : {}), ...(watched.length > 0 ? { watched } : {}) })
  }
}
