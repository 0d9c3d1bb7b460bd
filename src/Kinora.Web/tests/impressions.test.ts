import { describe, expect, it } from 'vitest'
import { ImpressionTracker } from '../src/lib/impressions.ts'

describe('ImpressionTracker', () => {
  it('tells a title once it has been half visible for half a second', () => {
    const tracker = new ImpressionTracker()
    tracker.change('a', 0.5, 1000)
    expect(tracker.due(1499)).toEqual([])
    expect(tracker.due(1500)).toEqual([{ key: 'a', visibleMs: 500 }])
    expect(tracker.due(9000)).toEqual([])
  })
  it('does not count less than half, however long', () => {
    const tracker = new ImpressionTracker()
    tracker.change('a', 0.49, 0)
    expect(tracker.due(60_000)).toEqual([])
    expect(tracker.wait(60_000)).toBeNull()
  })
  it('does not add up glimpses', () => {
    const tracker = new ImpressionTracker()
    tracker.change('a', 1, 0)
    tracker.change('a', 0.2, 400)
    tracker.change('a', 1, 500)
    expect(tracker.due(900)).toEqual([])
    expect(tracker.due(1000)).toHaveLength(1)
  })
  it('a hidden tab looks at nothing', () => {
    const tracker = new ImpressionTracker()
    tracker.change('a', 1, 0)
    expect(tracker.pause()).toEqual(['a'])
    expect(tracker.due(10_000)).toEqual([])
  })
  it('says how long until the next title may be due', () => {
    const tracker = new ImpressionTracker()
    tracker.change('a', 1, 0)
    tracker.change('b', 1, 300)
    expect(tracker.wait(400)).toBe(100)
    tracker.due(500)
    expect(tracker.wait(500)).toBe(300)
  })
})
