import { describe, expect, it } from 'vitest'
import { age, clock, length, reasonLine, short } from '../src/lib/format.ts'
import { mediaOf } from '../src/lib/title.ts'

describe('figures', () => {
  it.each([[0, '0:00'], [7_900, '0:07'], [2_520_000, '42:00'], [4_680_000, '1:18:00'], [-5, '0:00']])('%i ms is %s', (ms, text) => expect(clock(ms)).toBe(text))
  it.each([[7_900, '0:07'], [2_520_000, '42 min'], [4_680_000, '1 h 18'], [7_200_000, '2 h'], [3_599_000, '1 h']])('%i ms long is %s', (ms, text) => expect(length(ms)).toBe(text))
  it.each([[412, '412'], [3400, '3.4k'], [1_200_000, '1.2M']])('%i is %s', (n, text) => expect(short(n)).toBe(text))
  const now = new Date('2026-11-24T12:00:00Z')
  it.each([
    ['2026-11-24T01:00:00Z', 'today'], ['2026-11-23T01:00:00Z', 'yesterday'], ['2026-11-19T12:00:00Z', '5 days ago'], ['1926-12-31T00:00:00Z', '1926'],
    ['2026-12-24T00:00:00Z', ''], ['nonsense', ''], [null, ''],
  ])('%s is %s', (then, text) => expect(age(then, now)).toBe(text))
})

describe('reasonLine', () => {
  const item = { reason: 'Because you watched Laura', explored: false, repeat: false }
  it('shows the reason as it is', () => expect(reasonLine(item)).toBe('Because you watched Laura'))
  it('says when a slot explores, once', () => {
    expect(reasonLine({ ...item, explored: true, reason: 'You may like craft' })).toBe('Exploring: you may like craft')
    expect(reasonLine({ ...item, explored: true, reason: 'Exploring: craft' })).toBe('Exploring: craft')
    expect(reasonLine({ ...item, explored: true, reason: '' })).toBe('Exploring: you may like this')
  })
  it('never leaves a repeat unexplained', () => expect(reasonLine({ ...item, reason: '', repeat: true })).toBe('You saw this a while ago'))
})

describe('mediaOf', () => {
  const none = { hls_url: null, manifest_url: null, web_url: null }
  it.each([
    [{ ...none, hls_url: '/v/a.m3u8' }, { url: '/v/a.m3u8', hls: true }],
    [{ ...none, hls_url: '/v/a.webm' }, { url: '/v/a.webm', hls: false }],
    [{ ...none, web_url: 'https://example.org/a.mp4?x=1' }, { url: 'https://example.org/a.mp4?x=1', hls: false }],
    [{ ...none, hls_url: '/live/one' }, { url: '/live/one', hls: true }],
    [{ ...none, web_url: 'https://example.org/watch/1' }, null],
    [none, null], [null, null],
  ])('%o → %o', (playback, media) => expect(mediaOf(playback)).toEqual(media))
})
