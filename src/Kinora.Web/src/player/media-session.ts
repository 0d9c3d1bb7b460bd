export interface SessionFacts { title: string; artist: string; album: string; artwork: string }
export interface SessionActs { seek(by: number): void; to(second: number): void; next: (() => void) | null }

/** Tells the system what plays, with its keys and its lock screen; gives back how to stop telling. */
export function mediaSession(video: HTMLVideoElement, facts: SessionFacts, acts: SessionActs, session: MediaSession | undefined = navigator.mediaSession): () => void {
  if (!session) return () => {}
  const artwork = facts.artwork ? [{ src: new URL(facts.artwork, location.href).href }] : []
  session.metadata = new MediaMetadata({ title: facts.title, artist: facts.artist, album: facts.album, artwork })
  const handlers: [MediaSessionAction, MediaSessionActionHandler | null][] = [
    ['play', () => void video.play().catch(() => undefined)],
    ['pause', () => video.pause()],
    ['seekbackward', details => acts.seek(-(details.seekOffset ?? 10))],
    ['seekforward', details => acts.seek(details.seekOffset ?? 10)],
    ['seekto', details => { if (details.seekTime != null) acts.to(details.seekTime) }],
    ['nexttrack', acts.next],
  ]
  const set = (action: MediaSessionAction, handler: MediaSessionActionHandler | null) => {
    try {
      session.setActionHandler(action, handler)
    } catch {
      // An action that this browser does not know.
    }
  }
  for (const [action, handler] of handlers) set(action, handler)
  const tell = () => {
    session.playbackState = video.paused ? 'paused' : 'playing'
    const { duration, playbackRate, currentTime } = video
    if (Number.isFinite(duration) && duration > 0 && playbackRate > 0) session.setPositionState?.({ duration, playbackRate, position: Math.min(duration, Math.max(0, currentTime)) })
  }
  const events = ['play', 'pause', 'seeked', 'ratechange', 'durationchange']
  for (const event of events) video.addEventListener(event, tell)
  return () => {
    for (const event of events) video.removeEventListener(event, tell)
    for (const [action] of handlers) set(action, null)
    session.metadata = null
    session.playbackState = 'none'
  }
}
