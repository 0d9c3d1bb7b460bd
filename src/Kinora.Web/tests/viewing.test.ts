import { describe, expect, it } from 'vitest'
import { Viewing, type ViewingFact, type ViewingKind } from '../src/lib/viewing.ts'

function watch(duration = 60_000) {
  const told: [ViewingKind, ViewingFact][] = []
  const viewing = new Viewing((kind, fact) => told.push([kind, fact]))
  return { viewing, told, kinds: () => told.map(([kind]) => kind), play: (from: number, to: number) => { for (let t = from; t <= to; t += 1000) viewing.at(t, t, duration) } }
}

describe('Viewing', () => {
  it('tells play once and progress every ten seconds with what was watched', () => {
    const { viewing, told, kinds, play } = watch()
    viewing.start(0, 0, 60_000)
    viewing.start(0, 0, 60_000)
    play(0, 20_000)
    expect(kinds()).toEqual(['play', 'progress', 'progress'])
    expect(told[2]![1]).toEqual({ position_ms: 20_000, duration_ms: 60_000, watched: [[0, 20_000]] })
  })
  it('completes once at nine tenths, and a loop does not complete again', () => {
    const { viewing, kinds, play } = watch(10_000)
    viewing.start(0, 0, 10_000)
    play(0, 10_000)
    viewing.end()
    play(0, 10_000)
    expect(kinds().filter(kind => kind === 'complete')).toHaveLength(1)
  })
  it('leaving a clip before a third is a skip', () => {
    const { viewing, kinds, play } = watch()
    viewing.start(0, 0, 60_000)
    play(0, 5000)
    viewing.leave(5000, true)
    expect(kinds()).toEqual(['play', 'skip'])
  })
  it('leaving after a third is not', () => {
    const { viewing, kinds, play } = watch(12_000)
    viewing.start(0, 0, 12_000)
    play(0, 5000)
    viewing.leave(5000, true)
    expect(kinds()).toEqual(['play', 'progress'])
  })
  it('seeking to the end is not watching it', () => {
    const { viewing, told, play } = watch()
    viewing.start(0, 0, 60_000)
    play(0, 3000)
    viewing.seek()
    viewing.at(4000, 50_000, 60_000)
    viewing.at(5000, 51_000, 60_000)
    viewing.rest(5000)
    expect(told.at(-1)![1].watched).toEqual([[0, 3000], [50_000, 51_000]])
  })
  it('knows no skip and no completion without a length', () => {
    const { viewing, told, kinds } = watch()
    viewing.start(0, 0, NaN)
    viewing.at(1000, 1000, NaN)
    viewing.leave(1000, true)
    expect(kinds()).toEqual(['play', 'progress'])
    expect(told[1]![1]).not.toHaveProperty('duration_ms')
  })
  it('says nothing when nothing was played', () => {
    const { viewing, kinds } = watch()
    viewing.leave(1000, true)
    viewing.rest(1000)
    expect(kinds()).toEqual([])
  })
})
