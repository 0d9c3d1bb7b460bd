import './styles/main.css'
import 'htmx.org'
import { call, csrf } from './lib/http.ts'
import { resend } from './lib/signals.ts'
import { artworkFallback } from './page/artwork.ts'
import { cardActions, followButtons, titleView } from './page/cards.ts'
import { pageKeys } from './page/keys.ts'
import { live } from './page/live.ts'
import { queueOrder } from './page/queue.ts'
import { railButtons, railKeys } from './page/rails.ts'
import { shareButtons } from './page/share.ts'
import { themeSwitch } from './page/theme.ts'
import { tileKeys } from './page/tiles.ts'
import { waits } from './page/waits.ts'

document.documentElement.classList.add('script')
document.addEventListener('htmx:config:request', event => {
  const { request } = (event as CustomEvent<{ ctx: { request: { method: string; headers: Record<string, string> } } }>).detail.ctx
  if (request.method.toUpperCase() !== 'GET') Object.assign(request.headers, csrf())
})

artworkFallback()
themeSwitch()
pageKeys()
railKeys()
tileKeys()
railButtons()
cardActions()
followButtons()
shareButtons()
live()
waits()
queueOrder()
if (document.querySelector('meta[name=profile]')) {
  resend()
  titleView()
  void call('POST', '/api/user/activity', { action: document.querySelector('[data-view]') ? 'view' : 'page' }, { keepalive: true })
}
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/offline-worker.js').catch(() => undefined)
