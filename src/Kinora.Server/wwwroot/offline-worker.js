// Keeps one page for the time when the server cannot be reached, with the style sheets that it names. Nothing else is ever answered from here.
const keep = 'kinora-offline-1'

self.addEventListener('install', event => {
  event.waitUntil(store().then(() => self.skipWaiting()))
})

self.addEventListener('activate', event => {
  event.waitUntil(caches.keys().then(names => Promise.all(names.filter(name => name !== keep).map(name => caches.delete(name)))))
})

self.addEventListener('fetch', event => {
  const { request } = event
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match('/offline')))
  else if (request.destination === 'style') event.respondWith(fetch(request).catch(() => caches.match(request)))
})

async function store() {
  const cache = await caches.open(keep)
  const page = await fetch('/offline', { credentials: 'omit' })
  if (!page.ok) return
  const styles = [...(await page.clone().text()).matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(match => match[1])
  await cache.put('/offline', page)
  await cache.addAll(styles)
}
