import { describe, expect, it } from 'vitest'
import { nextSpeed, playerKey, resumeAt, speedsWith } from '../src/player/keys.ts'

describe('player', () => {
  it.each([
    [' ', { do: 'toggle' }], ['k', { do: 'toggle' }], ['j', { do: 'seek', by: -10 }], ['ArrowRight', { do: 'seek', by: 5 }], ['f', { do: 'full' }], ['m', { do: 'mute' }],
    ['<', { do: 'speed', by: -1 }], ['5', { do: 'to', share: 0.5 }], ['t', { do: 'theatre' }], ['n', { do: 'note' }], ['[', { do: 'chapter', by: -1 }], ['q', null],
  ])('%s → %o', (key, act) => expect(playerKey(key)).toEqual(act))
  it('speeds stay inside their list', () => {
    expect(nextSpeed(1, 1)).toBe(1.25)
    expect(nextSpeed(3, 1)).toBe(3)
    expect(nextSpeed(0.25, -1)).toBe(0.25)
    expect(nextSpeed(1.1, 1)).toBe(1.25)
  })
  it('a speed outside the list stands in the menu', () => {
    expect(speedsWith(1.1)).toEqual([0.25, 0.5, 0.75, 1, 1.1, 1.25, 1.5, 1.75, 2, 3])
    expect(speedsWith(4).at(-1)).toBe(4)
  })
  it.each([[0, 60_000, 0], [4000, 60_000, 0], [30_000, 60_000, 30_000], [55_000, 60_000, 0], [30_000, 0, 30_000]])('kept at %i of %i: begins at %i', (kept, duration, at) => expect(resumeAt(kept, duration)).toBe(at))
})
