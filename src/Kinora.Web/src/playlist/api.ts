import { call, type Reply } from '../lib/http.ts'

/** One item as the API shows it. */
export interface ListedItem { place?: number; video_id: string; title: string; duration_ms: number; available: boolean; unavailable_reason: string | null }

export interface Playlist {
  id: string; name: string; description: string | null; visibility: 'private' | 'shared' | 'unlisted'; version: number; size: number; items: ListedItem[]
}

export interface Version { version: number; name: string; size: number; change: string; saved_at: string; saved_by: string | null }

/** What others saved since: a member of a 412. */
export interface Since { version: number; by: string | null; at: string; added: ListedItem[]; removed: ListedItem[]; moved: boolean }

export const since = (reply: Reply<unknown>): Since | null =>
  reply.ok || reply.status !== 412 ? null : (reply.problem as { changed?: Since } | null)?.changed ?? { version: 0, by: null, at: '', added: [], removed: [], moved: false }

export const suggestion = (reply: Reply<unknown>): string | null =>
  reply.ok ? null : (reply.problem as { suggestion?: string } | null)?.suggestion ?? null

const at = (id: string) => `/api/playlists/${encodeURIComponent(id)}`

export const read = (id: string) => call<Playlist>('GET', at(id))
export const put = (playlist: Playlist, items: string[]) => call<Playlist>('PUT', at(playlist.id),
  { name: playlist.name, description: playlist.description, items }, { ifMatch: playlist.version })
export const patch = (playlist: Playlist, change: Partial<Pick<Playlist, 'name' | 'description' | 'visibility'>>) =>
  call<Playlist>('PATCH', at(playlist.id), change, { ifMatch: playlist.version })
export const merge = (id: string, base: number, items: string[]) => call<Playlist>('POST', `${at(id)}/merge`, { base_version: base, items })
export const versions = (id: string) => call<{ items: Version[] }>('GET', `${at(id)}/versions`)
export const restore = (playlist: Playlist, version: number) => call<Playlist>('POST', `${at(playlist.id)}/versions/${version}/restore`, undefined, { ifMatch: playlist.version })
