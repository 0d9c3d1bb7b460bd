import { call, type Reply } from '../lib/http.ts'

export type Method = 'interleave' | 'shuffle' | 'concatenate'

/** A playlist, or a series with its episodes. */
export interface Source { id: string; name: string; size: number | null }

/** What is asked for. Lengths are minutes, as the form has them. */
export interface Wish {
  sources: Source[]; method: Method; pattern: string; seed: number; keepRunOrder: boolean; noRepeats: boolean
  limitItems: string; limitMinutes: string; fitMinutes: string; startAt: Record<string, string>; bumper: { id: string; name: string } | null; bumperEvery: string
}

export interface Preview {
  items: { video_id: string; title: string; source: string | null; season: number | null; episode: number | null; duration_ms: number }[]
  sources: { label: string; playlist_id: string; name: string; items: number; used: number }[]
  unused_sources: string[]; seed: number; total_duration_ms: number; unknown_durations: number; repeats: number; beyond: number; needs_dupes: boolean
}

export const mostSources = 26
export const labelOf = (index: number): string => String.fromCharCode(65 + index)

/** A colour for each label: the first five as drawn, then by the golden angle, so that neighbours differ. */
export const colourOf = (label: string | null): string => {
  if (label === null) return 'oklch(0.7 0.02 265)'
  const index = label.charCodeAt(0) - 65
  const hue = [78, 220, 155, 330, 285][index] ?? Math.round((index * 137.5) % 360)
  return `oklch(0.75 0.13 ${hue})`
}

const whole = (text: string): number | undefined => { const n = Number(text); return text.trim() !== '' && Number.isInteger(n) ? n : undefined }
const minutes = (text: string): number | undefined => { const n = Number(text); return text.trim() !== '' && Number.isFinite(n) ? Math.round(n * 60_000) : undefined }

/** The wish as the API takes it: what is not set stays away. */
export function bodyOf(wish: Wish): Record<string, unknown> {
  const { sources, method, pattern, seed, bumper } = wish
  const starts = Object.fromEntries(Object.entries(wish.startAt).filter(([label, at]) => at.trim() && label.charCodeAt(0) - 65 < sources.length).map(([label, at]) => [label, at.trim()]))
  const body: Record<string, unknown> = {
    sources: sources.map(source => source.id), method, keep_run_order: wish.keepRunOrder, no_repeats: wish.noRepeats,
    limit_items: whole(wish.limitItems), limit_ms: minutes(wish.limitMinutes), fit_ms: minutes(wish.fitMinutes),
    pattern: method === 'interleave' && pattern.trim() ? pattern : undefined, seed: method === 'shuffle' ? seed : undefined,
    start_at: Object.keys(starts).length > 0 ? starts : undefined, bumper: bumper?.id, bumper_every: bumper ? whole(wish.bumperEvery) ?? 1 : undefined,
  }
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
}

/** What is wrong and where: of a pattern the place (from 1) and the token too. */
export interface Fault { message: string; field: string | null; position: number | null; token: string | null }

export function faultOf(reply: Extract<Reply<unknown>, { ok: false }>, otherwise: string): Fault {
  const problem = reply.problem as { error?: { field?: string }; position?: number; token?: string } | undefined
  return { message: reply.message || otherwise, field: problem?.error?.field ?? null, position: problem?.position ?? null, token: problem?.token ?? null }
}

export const preview = (wish: Wish, signal: AbortSignal) => call<Preview>('POST', '/api/marathons/preview', bodyOf(wish), { signal })
export const save = (name: string, visibility: string, wish: Wish) => call<{ id: string }>('POST', '/api/playlists', { name, visibility, marathon: bodyOf(wish) })

/** Playlists and series whose name holds the words. */
export async function find(words: string, signal: AbortSignal): Promise<Source[] | null> {
  const q = encodeURIComponent(words.trim())
  const [lists, series] = await Promise.all([
    call<{ items: { id: string; name: string; size: number }[] }>('GET', `/api/playlists?limit=20&q=${q}`, undefined, { signal }),
    call<{ items: { id: string; title: string }[] }>('GET', `/api/catalog/titles?kind=series&limit=8&q=${q}`, undefined, { signal }),
  ])
  if (!lists.ok || !series.ok) return null
  return [...lists.body.items.map(({ id, name, size }) => ({ id, name, size })), ...series.body.items.map(({ id, title }) => ({ id, name: title, size: null }))]
}

/** Titles for a bumper. */
export async function titles(words: string): Promise<{ id: string; name: string }[]> {
  const reply = await call<{ items: { id: string; title: string }[] }>('GET', `/api/catalog/titles?limit=6&kind=clip&kind=movie&kind=episode&q=${encodeURIComponent(words.trim())}`)
  return reply.ok ? reply.body.items.map(({ id, title }) => ({ id, name: title })) : []
}
