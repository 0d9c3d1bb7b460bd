import { call, csrf, meta, type Reply } from './http.ts'
import { uuid } from './id.ts'
import { Outbox, type Results } from './outbox.ts'
import type { Interval } from './watched.ts'

export type SignalKind = 'view' | 'play' | 'progress' | 'complete' | 'skip' | 'share' | 'queue' | 'unqueue'
export interface Signal {
  event_id: string; kind: SignalKind; title_id: string; at: string; surface: string; device: string
  position_ms?: number; duration_ms?: number; watched?: Interval[]
}
export interface Impression { event_id: string; title_id: string; at: string; visible_ms: number; position: number; surface: string; feed_session: string }

const page = uuid()
const place = (kind: string) => ({ name: `kinora.${kind}.${meta('profile') || 'nobody'}`, place: page, storage: localStorage })

/** What this browser is, in the API's words. */
export const device = (): 'phone' | 'tablet' | 'desktop' =>
  matchMedia('(pointer: coarse)').matches ? (Math.min(screen.width, screen.height) < 600 ? 'phone' : 'tablet') : 'desktop'

const impressionBody = (events: Impression[]) => ({ feed_session: events[0]?.feed_session, events: events.map(({ feed_session: _, ...event }) => event) })

let signals: Outbox<Signal> | undefined
let impressions: Outbox<Impression> | undefined

const signalBox = () => signals ??= leaving(new Outbox<Signal>({
  ...place('signals'), batch: 200, send: events => call<Results>('POST', '/api/signals', { events }),
}), '/api/signals', events => ({ events }))

const impressionBox = () => impressions ??= leaving(new Outbox<Impression>({
  ...place('impressions'), group: event => event.feed_session, send: events => call<Results>('POST', '/api/feed/impressions', impressionBody(events)),
}), '/api/feed/impressions', impressionBody)

/** Files a fact about a title; it is on its way within two seconds and survives this page. */
export function signal(kind: SignalKind, titleId: string, surface: string, more: Partial<Signal> = {}): void {
  signalBox().add({ event_id: uuid(), kind, title_id: titleId, at: new Date().toISOString(), surface, device: device(), ...more })
}

export function impression(event: Omit<Impression, 'event_id' | 'at'>): void {
  impressionBox().add({ event_id: uuid(), at: new Date().toISOString(), ...event })
}

/** Sends what an earlier page left behind. */
export function resend(): void {
  signalBox()
  impressionBox()
}

function leaving<E extends { event_id: string }>(box: Outbox<E>, path: string, body: (events: E[]) => unknown): Outbox<E> {
  const go = () => { if (box.size > 0) beacon(path, body(box.pending())) }
  addEventListener('pagehide', go)
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') go() })
  addEventListener('online', () => void box.wake())
  return box
}

/** A write that outlives the page. A beacon carries no header of ours, therefore the token travels in the address. */
function beacon(path: string, body: unknown): void {
  const token = csrf()['RequestVerificationToken']
  const address = token ? `${path}?csrf_token=${encodeURIComponent(token)}` : path
  const sent = navigator.sendBeacon?.(address, new Blob([JSON.stringify(body)], { type: 'application/json' }))
  if (!sent) void call('POST', path, body, { keepalive: true })
}

export type { Reply }
