import { call, segment, type Reply } from '../lib/http.ts'
import { signal } from '../lib/signals.ts'
import { say } from '../strings.ts'
import { toast } from './toasts.ts'

export type Act = 'like' | 'hide' | 'add' | 'dismiss' | 'watched' | 'before'
const ok: Reply<unknown> = { ok: true, status: 204, body: null }
const stay = { keepalive: true }

/** Does or takes back one action on one title, through the API. The write outlives the page: what was shown as done is done. */
export async function act(kind: Act, on: boolean, titleId: string): Promise<Reply<unknown>> {
  const id = segment(titleId)
  if (kind === 'like') return on ? call('POST', `/api/ratings/${id}`, { value: 1 }, stay) : call('DELETE', `/api/ratings/${id}`, undefined, stay)
  if (kind === 'hide') return on ? call('POST', `/api/viewing/not-interested/${id}`, {}, stay) : call('DELETE', `/api/viewing/not-interested/${id}`, undefined, stay)
  if (kind === 'dismiss') return call(on ? 'POST' : 'DELETE', `/api/user/video/${id}/dismiss`, undefined, stay)
  if (kind === 'watched' || kind === 'before') {
    const scope = kind === 'before' ? 'before' : 'title'
    return call('POST', `/api/user/video/${id}/mark`, { watch_status: on ? 'completed' : 'unwatched', scope }, stay)
  }
  const list = '/api/user/queues/watch_later/videos'
  const reply = on ? await call('POST', list, { video_id: titleId }, stay) : await call('DELETE', `${list}/${id}`, undefined, stay)
  return !reply.ok && (reply.code === 'already-queued' || reply.code === 'queue-item-not-found') ? ok : reply
}

const words = { like: [say.unliked, say.liked], hide: [say.unhidden, say.hidden], add: [say.unadded, say.added], dismiss: [say.dismissed, say.dismissed], watched: [say.unwatched, say.watched], before: [say.unwatched, say.watchedBefore] } as const

/** Does it, shows it at once on every button and card of that title, says so with an undo, and puts it back when the server refuses. */
export async function perform(kind: Act, on: boolean, titleId: string, name: string, surface: string, silent = false): Promise<boolean> {
  show(kind, on, titleId)
  const reply = await act(kind, on, titleId)
  if (!reply.ok) {
    show(kind, !on, titleId)
    toast(reply.status === 0 ? say.noConnection : reply.message || say.notDone, { tone: 'bad' })
    return false
  }
  if (!silent) toast(words[kind][on ? 1 : 0](name), on ? { undo: () => void perform(kind, false, titleId, name, surface, true) } : {})
  document.dispatchEvent(new CustomEvent('kinora:act', { detail: { kind, on, titleId } }))
  return true
}

function show(kind: Act, on: boolean, titleId: string): void {
  for (const button of document.querySelectorAll<HTMLElement>(`[data-act="${kind}"][data-title="${CSS.escape(titleId)}"]`)) button.setAttribute('aria-pressed', String(on))
  const from = { hide: ['.track', '.recommended'], dismiss: ['[data-rail="continue_watching"]'], like: [], add: [], watched: [], before: [] }[kind]
  const gone = from.map(place => `${place} .card[data-title="${CSS.escape(titleId)}"]`).join()
  for (const card of gone ? document.querySelectorAll<HTMLElement>(gone) : []) {
    if (on) focusNeighbour(card)
    card.hidden = on
  }
}

/** Focus must not fall to the top of the page when its card goes away. */
function focusNeighbour(card: HTMLElement): void {
  if (!card.contains(document.activeElement)) return
  const near = [card.nextElementSibling, card.previousElementSibling].find(sibling => sibling instanceof HTMLElement && !sibling.hidden)
  near?.querySelector<HTMLElement>('.card-link')?.focus()
}

/** Like, hide and add on every card and title page; without script the same buttons post the page's form. */
export function cardActions(): void {
  document.addEventListener('click', event => {
    const button = (event.target as Element | null)?.closest?.<HTMLElement>('button[data-act][data-title]')
    if (!button) return
    event.preventDefault()
    const { act: kind, title, name, surface } = button.dataset
    void perform(kind as Act, button.getAttribute('aria-pressed') !== 'true', title!, name ?? title!, surface ?? 'page')
  })
}

/** Follow and unfollow of a creator on a title's page. */
export function followButtons(): void {
  document.addEventListener('click', async event => {
    const button = (event.target as Element | null)?.closest?.<HTMLElement>('button[data-follow]')
    if (!button) return
    event.preventDefault()
    const on = button.getAttribute('aria-pressed') !== 'true'
    button.setAttribute('aria-pressed', String(on))
    const reply = await call(on ? 'PUT' : 'DELETE', `/api/creators/${segment(button.dataset['follow']!)}/follow`, undefined, stay)
    if (!reply.ok) button.setAttribute('aria-pressed', String(!on))
    const name = button.dataset['name'] ?? ''
    toast(reply.ok ? (on ? say.followed(name) : say.unfollowed(name)) : reply.message || say.notDone, reply.ok ? {} : { tone: 'bad' })
  })
}

/** An opened title page is a signal, told once a page. */
export function titleView(): void {
  const page = document.querySelector<HTMLElement>('[data-view]')
  if (page?.dataset['view']) signal('view', page.dataset['view'], page.dataset['surface'] ?? 'title')
}
