import { describe, expect, it } from 'vitest'
import { covered, union, WatchLog, type Interval } from '../src/lib/watched.ts'

describe('union', () => {
  it('merges what overlaps and what touches, and leaves gaps alone', () => {
    expect(union([[10, 20], [0, 5], [15, 30], [30, 40], [50, 60]])).toEqual([[0, 5], [10, 40], [50, 60]])
  })
  it('drops empty, backward and impossible stretches', () => {
    expect(union([[5, 5], [9, 3], [NaN, 4], [1, Infinity]])).toEqual([])
  })
  it('is the same as counting every millisecond, whatever the order', () => {
    let seed = 7
    const random = (n: number) => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return seed % n }
    for (let world = 0; world < 500; world++) {
      const parts = Array.from({ length: random(8) }, (): Interval => { const from = random(100); return [from, from + random(30)] })
      const cells = new Set(parts.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i)))
      expect(covered(parts)).toBe(cells.size)
      expect(union(parts.toReversed())).toEqual(union(parts))
    }
  })
})

describe('WatchLog', () => {
  it('counts playing and not the distance of a seek', () => {
    const log = new WatchLog()
    for (const at of [0, 1000, 2000, 60_000, 61_000]) log.at(at)
    expect(log.intervals()).toEqual([[0, 2000], [60_000, 61_000]])
  })
  it('counts a stretch seen twice once', () => {
    const log = new WatchLog()
    for (const at of [0, 1000, 2000, 0, 1000, 2000]) log.at(at)
    expect(log.total).toBe(2000)
  })
  it('starts anew after a jump, even a short one', () => {
    const log = new WatchLog()
    log.at(0)
    log.jump()
    log.at(500)
    log.at(900)
    expect(log.intervals()).toEqual([[500, 900]])
  })
})
