/**
 * Parts of a page that are fetched again when something happens: `data-live` names the kind of event, `data-live-all` asks for
 * everybody's jobs. A part hears the event `live`, at most twice a second; htmx does the rest. Closed while nobody looks at the page.
 */
export function live(): void {
  const first = document.querySelector('[data-live]')
  if (!first) return
  const kinds = new Set([...document.querySelectorAll<HTMLElement>('[data-live]')].map(part => part.dataset.live ?? ''))
  const address = first.hasAttribute('data-live-all') ? '/api/events?all_jobs=true' : '/api/events'
  const due = new Set<string>()
  let [source, place, timer] = [undefined as EventSource | undefined, '', 0]

  const tell = () => {
    timer = 0
    for (const kind of due) document.querySelectorAll(`[data-live="${kind}"]`).forEach(part => part.dispatchEvent(new Event('live')))
    due.clear()
  }
  const hear = (kind: string) => (event: MessageEvent) => {
    place = event.lastEventId || place
    due.add(kind)
    timer ||= window.setTimeout(tell, 500)
  }
  const open = () => {
    source = new EventSource(place ? `${address}${address.includes('?') ? '&' : '?'}last_event_id=${encodeURIComponent(place)}` : address)
    for (const kind of kinds) source.addEventListener(kind, hear(kind))
    source.addEventListener('end', event => { if (String((event as MessageEvent).data).includes('signed-out')) location.reload() })
  }
  const close = () => { source?.close(); source = undefined }
  const follow = () => { if (document.hidden) close(); else if (!source) open() }

  document.addEventListener('visibilitychange', follow)
  addEventListener('pagehide', close)
  follow()
}
