import { describe, expect, it } from 'vitest'
import { nextSpeed, playerKey, resumeAt } from '../src/player/keys.ts'

describe('player', () => {
  it.each([
    [' ', { do: 'toggle' }], ['k', { do: 'toggle' }], ['j', { do: 'seek', by: -10 }], ['ArrowRight', { do: 'seek', by: 5 }], ['f', { do: 'full' }], ['m', { do: 'mute' }],
    ['<', { do: 'speed', by: -1 }], ['5', { do: 'to', share: 0.5 }], ['q', null],
  ])('%s → %o', (key, act) => expect(playerKey(key)).toEqual(act))
  it('speeds stay inside their list', () => {
    expect(nextSpeed(1, 1)).toBe(1.25)
    expect(nextSpeed(3, 1)).toBe(3)
    expect(nextSpeed(0.25, -1)).toBe(0.25)
    expect(nextSpeed(1.1, 1)).toBe(1.25)
  })
  it.each([[0, 60_000, 0], [4000, 60_000, 0], [30_000, 60_000, 30_000], [55_000, 60_000, 0], [30_000, 0, 30_000]])('kept at %i of %i: begins at %i', (kept, duration, at) => expect(resumeAt(kept, duration)).toBe(at))
})
