import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mediaSession, type SessionActs } from '../src/player/media-session.ts'

describe('what the system is told of the player', () => {
  const handlers = new Map<string, MediaSessionActionHandler | null>()
  let places: MediaPositionState[] = []
  const session = {
    metadata: null, playbackState: 'none',
    setActionHandler: (action: string, handler: MediaSessionActionHandler | null) => { if (action === 'seekto') throw new TypeError('unknown'); handlers.set(action, handler) },
    setPositionState: (place: MediaPositionState) => { places.push(place) },
  }
  const video = () => Object.assign(document.createElement('video'), {}) as HTMLVideoElement
  const acts = (): SessionActs => ({ seek: vi.fn(), to: vi.fn(), next: null })
  beforeEach(() => { handlers.clear(); places = []; vi.stubGlobal('MediaMetadata', class { constructor(readonly init: MediaMetadataInit) {} }) })
  afterEach(() => vi.unstubAllGlobals())
  const begin = (element: HTMLVideoElement, does: SessionActs) => mediaSession(element, { title: 'Bars', artist: 'Ida', album: '', artwork: '/art/t:1.svg' }, does, session as unknown as MediaSession)

  it('its name and picture, its keys, and no next where there is none; an action that a browser lacks is no fault', () => {
    const does = acts()
    const stop = begin(video(), does)
    expect((session.metadata as unknown as { init: MediaMetadataInit }).init).toMatchObject({ title: 'Bars', artist: 'Ida', artwork: [{ src: new URL('/art/t:1.svg', location.href).href }] })
    handlers.get('seekforward')!({ action: 'seekforward' })
    handlers.get('seekbackward')!({ action: 'seekbackward', seekOffset: 30 })
    expect(vi.mocked(does.seek).mock.calls).toEqual([[10], [-30]])
    expect(handlers.get('nexttrack')).toBeNull()
    stop()
    expect([session.metadata, session.playbackState, handlers.get('play')]).toEqual([null, 'none', null])
  })

  it('where it stands, and nothing while its length is unknown', () => {
    const element = video()
    const stop = begin(element, acts())
    Object.defineProperties(element, { duration: { value: NaN, configurable: true }, paused: { value: true } })
    element.dispatchEvent(new Event('seeked'))
    Object.defineProperties(element, { duration: { value: 60 } })
    element.playbackRate = 1.5
    element.currentTime = 75
    places.length = 0
    element.dispatchEvent(new Event('seeked'))
    expect(places).toEqual([{ duration: 60, playbackRate: 1.5, position: 60 }])
    stop()
    element.dispatchEvent(new Event('seeked'))
    expect(places).toHaveLength(1)
  })
})
