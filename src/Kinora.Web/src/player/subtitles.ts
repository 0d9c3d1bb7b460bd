type Store = Pick<Storage, 'getItem' | 'setItem'>
const nameOf = (profile: string): string => `kinora.subtitles.${profile || 'nobody'}`

/** The tracks that a menu offers. */
export const subtitlesOf = (video: HTMLVideoElement): TextTrack[] => [...video.textTracks].filter(track => track.kind === 'subtitles' || track.kind === 'captions')

/** The track of the remembered language, the very one before one of its family; −1 where none is wanted or there. */
export function chosenTrack(tracks: readonly { language: string }[], wanted: string | null): number {
  if (!wanted || wanted === 'off') return -1
  const low = wanted.toLowerCase()
  const exact = tracks.findIndex(track => track.language.toLowerCase() === low)
  return exact >= 0 ? exact : tracks.findIndex(track => track.language.toLowerCase().split('-')[0] === low.split('-')[0])
}

export const wantedSubtitles = (store: Store, profile: string): string | null => store.getItem(nameOf(profile))

export function keepSubtitles(store: Store, profile: string, language: string): void {
  try {
    store.setItem(nameOf(profile), language)
  } catch {
    // A full or closed storage: the choice holds for this page.
  }
}

const shown = new WeakMap<HTMLVideoElement, TextTrack | null>()

/** Shows one track, or none. */
export async function showSubtitles(video: HTMLVideoElement, chosen: TextTrack | null): Promise<void> {
  if (chosen && shown.get(video) === chosen) return
  shown.set(video, chosen)
  for (const track of subtitlesOf(video)) if (track !== chosen && track.mode !== 'disabled') track.mode = 'disabled'
  if (!chosen) return
  await fetchForeign(video, chosen)
  if (shown.get(video) === chosen) chosen.mode = 'showing'
}

/** A track of another host loads only as our own copy: the picture's host need not allow scripts to read it. */
async function fetchForeign(video: HTMLVideoElement, track: TextTrack): Promise<void> {
  const element = [...video.querySelectorAll('track')].find(one => one.track === track)
  if (!element || !/^https?:/.test(element.src) || new URL(element.src).origin === location.origin) return
  try {
    const answer = await fetch(element.src)
    if (answer.ok) element.src = URL.createObjectURL(new Blob([await answer.text()], { type: 'text/vtt' }))
  } catch {
    // Its host does not answer: no subtitles.
  }
}
