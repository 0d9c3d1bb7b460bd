/** A stretch of media time that was really played, in milliseconds. */
export type Interval = [from: number, to: number]

/** The same media time as sorted stretches that neither overlap nor touch. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(([from, to]) => Number.isFinite(from) && Number.isFinite(to) && to > from).sort((a, b) => a[0] - b[0])
  const merged: Interval[] = []
  for (const [from, to] of sorted) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

/** Milliseconds that the stretches cover together. */
export const covered = (intervals: readonly Interval[]): number => union(intervals).reduce((sum, [from, to]) => sum + to - from, 0)

/** Follows a video's position and tells what was watched: seeking leaves a gap, standing still adds nothing. */
export class WatchLog {
  private parts: Interval[] = []
  private last: number | null = null

  /** A step of up to this many milliseconds between two positions is playing; anything else is a seek. */
  constructor(private readonly step = 2500) {}

  at(positionMs: number): void {
    const position = Math.max(0, Math.round(positionMs))
    if (this.last !== null && position > this.last && position - this.last <= this.step) this.parts.push([this.last, position])
    this.last = position
    if (this.parts.length > 128) this.parts = union(this.parts)
  }

  /** The next position starts a new stretch, whatever the distance. */
  jump(): void {
    this.last = null
  }

  get total(): number {
    return covered(this.parts)
  }

  /** Everything watched so far. */
  intervals(): Interval[] {
    this.parts = union(this.parts)
    return this.parts.map(([from, to]) => [from, to])
  }
}
