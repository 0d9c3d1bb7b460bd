import { describe, expect, it } from 'vitest'
import { keepSpeed, speedFor } from '../src/player/speeds.ts'
import { chosenTrack, keepSubtitles, wantedSubtitles } from '../src/player/subtitles.ts'
import { keepTheatre, theatreKept } from '../src/player/theatre.ts'

function store(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>()
  return { getItem: key => kept.get(key) ?? null, setItem: (key, value) => { kept.set(key, value) } }
}

describe('what the player remembers', () => {
  it('a speed belongs to a profile and a creator, and falls back to the profile’s own', () => {
    const kept = store()
    keepSpeed(kept, 'ann', 'murnau', 1.5)
    keepSpeed(kept, 'ann', 'murnau', 2)
    expect(speedFor(kept, 'ann', 'murnau', 1.25)).toBe(2)
    expect(speedFor(kept, 'ann', 'lang', 1.25)).toBe(1.25)
    expect(speedFor(kept, 'bob', 'murnau', 1)).toBe(1)
  })

  it('two hundred creators are kept, the one chosen longest ago goes first', () => {
    const kept = store()
    for (let n = 0; n <= 200; n++) keepSpeed(kept, 'ann', `creator ${n}`, 2)
    expect([speedFor(kept, 'ann', 'creator 0', 1), speedFor(kept, 'ann', 'creator 1', 1), speedFor(kept, 'ann', 'creator 200', 1)]).toEqual([1, 2, 2])
  })

  it('a spoilt storage and a speed that nothing plays at are passed over', () => {
    const kept = store()
    kept.setItem('kinora.speed.ann', '{"x"')
    expect(speedFor(kept, 'ann', 'lang', 1.5)).toBe(1.5)
    kept.setItem('kinora.speed.ann', '[["lang", 99], ["lang"], 5]')
    expect(speedFor(kept, 'ann', 'lang', 0)).toBe(1)
  })

  it('a full storage is no fault', () => {
    const full = { getItem: () => null, setItem: () => { throw new DOMException('full', 'QuotaExceededError') } }
    keepSpeed(full, 'ann', 'lang', 2)
    keepTheatre(full, 'ann', true)
    keepSubtitles(full, 'ann', 'en')
    expect(theatreKept(full, 'ann')).toBe(false)
  })

  it.each([[null, -1], ['off', -1], ['de', 1], ['de-AT', 2], ['de-ch', 1], ['fr', -1]])('subtitles wanted %s: track %i', (wanted, track) =>
    expect(chosenTrack([{ language: 'en' }, { language: 'de' }, { language: 'de-at' }], wanted)).toBe(track))

  it('subtitles and theatre belong to a profile', () => {
    const kept = store()
    keepSubtitles(kept, 'ann', 'de')
    keepTheatre(kept, 'ann', true)
    expect([wantedSubtitles(kept, 'ann'), wantedSubtitles(kept, 'bob'), theatreKept(kept, 'ann'), theatreKept(kept, 'bob')]).toEqual(['de', null, true, false])
  })
})
