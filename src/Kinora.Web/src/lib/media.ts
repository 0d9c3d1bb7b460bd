import type { Media } from './title.ts'

/** Puts media into a video element and returns how to take it out again. A stream loads its player only now. */
export function attach(video: HTMLVideoElement, media: Media, failed: () => void): () => void {
  let gone = false
  let release = () => {}
  const onError = () => { if (!gone && video.error) failed() }
  video.addEventListener('error', onError)
  if (media.hls) void stream().catch(() => { if (!gone) failed() })
  else video.src = media.url
  return () => {
    gone = true
    video.removeEventListener('error', onError)
    release()
    video.pause()
    video.removeAttribute('src')
    video.load()
  }

  async function stream(): Promise<void> {
    const { default: Hls } = await import('hls.js/light')
    if (gone) return
    if (!Hls.isSupported()) {
      video.src = media.url
      return
    }
    const hls = new Hls({ startLevel: -1, maxBufferLength: 20 })
    release = () => hls.destroy()
    hls.on(Hls.Events.ERROR, (_, data) => { if (data.fatal) failed() })
    hls.loadSource(media.url)
    hls.attachMedia(video)
  }
}
