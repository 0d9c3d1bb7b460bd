import { segment } from './http.ts'

/** The members of the API's title that the elements read. */
export interface Title {
  id: string; kind: string; title: string; synopsis: string | null; year: number | null; published_at: string | null; duration_ms: number | null
  creator: string | null; creator_id: string | null; genres: string[]; poster_url: string | null; still_url: string | null
  playback: { hls_url: string | null; manifest_url: string | null; web_url: string | null } | null
}

export interface Media { url: string; hls: boolean }

const files = /\.(mp4|m4v|webm|ogv|ogg|mp3|m4a|mov)(\?|#|$)/i
const streams = /\.m3u8(\?|#|$)/i

/** What a browser can play of a title, or null when there is only a page to open. */
export function mediaOf(playback: Title['playback']): Media | null {
  const { hls_url, manifest_url, web_url } = playback ?? { hls_url: null, manifest_url: null, web_url: null }
  for (const url of [hls_url, manifest_url]) if (url && streams.test(url)) return { url, hls: true }
  for (const url of [hls_url, manifest_url, web_url]) if (url && files.test(url)) return { url, hls: false }
  return hls_url ? { url: hls_url, hls: true } : null
}

export const pageOf = (id: string): string => `/titles/${segment(id)}`
export const playerOf = (id: string): string => `/watch/${segment(id)}`
export const artOf = (id: string, shape: 'poster' | 'still' | 'hero' | 'clip'): string => `/art/${segment(id)}.svg?shape=${shape}`
