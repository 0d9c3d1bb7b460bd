import type { Media } from './title.ts'

/** A list of streams that brings subtitles of its own. */
export const holdsSubtitles = (list: string): boolean => /^#EXT-X-MEDIA:.*TYPE=SUBTITLES/m.test(list)

/** The player of streams: the light one, or the whole one where the stream needs it. Never both. */
async function engine(url: string, subtitles: boolean) {
  const whole = subtitles && await fetch(url).then(answer => answer.text()).then(holdsSubtitles).catch(() => false)
  return (await (whole ? import('hls.js') : import('hls.js/light'))).default
}

/** Puts media into a video element and returns how to take it out again. A stream loads its player only now. */
export function attach(video: HTMLVideoElement, media: Media, failed: () => void, subtitles = false): () => void {
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
    const Hls = await engine(media.url, subtitles)
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
