import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bodyOf, colourOf, faultOf, labelOf, type Wish } from '../src/marathon/source.ts'
import '../src/marathon/kin-marathon.ts'

const wish = (change: Partial<Wish> = {}): Wish => ({
  sources: [{ id: 'a', name: 'A list', size: 3 }, { id: 'b', name: 'B list', size: 2 }], method: 'interleave', pattern: '', seed: 7, keepRunOrder: true, noRepeats: false,
  limitItems: '', limitMinutes: '', fitMinutes: '', startAt: {}, bumper: null, bumperEvery: '1', ...change,
})

describe('a marathon as the API takes it', () => {
  it('leaves out what is not set', () => expect(bodyOf(wish())).toEqual({ sources: ['a', 'b'], method: 'interleave', keep_run_order: true, no_repeats: false }))
  it('sends a pattern by turns only, and a seed for a mix only', () => {
    expect(bodyOf(wish({ pattern: 'A2B' }))['pattern']).toBe('A2B')
    expect(bodyOf(wish({ pattern: 'A2B', method: 'shuffle' }))).toMatchObject({ seed: 7, method: 'shuffle' })
    expect(bodyOf(wish({ pattern: 'A2B', method: 'shuffle' }))).not.toHaveProperty('pattern')
  })
  it('turns minutes into milliseconds, and forgets where a source that is gone began', () => {
    const body = bodyOf(wish({ limitItems: '12', limitMinutes: '90', fitMinutes: '0.5', startAt: { A: ' S02E03 ', B: '', D: 'S01E01' }, bumper: { id: 'x:1', name: 'X' }, bumperEvery: '3' }))
    expect(body).toMatchObject({ limit_items: 12, limit_ms: 5_400_000, fit_ms: 30_000, start_at: { A: 'S02E03' }, bumper: 'x:1', bumper_every: 3 })
  })
  it('labels and colours each source by itself', () => {
    const labels = Array.from({ length: 26 }, (_, index) => labelOf(index))
    expect([labels[0], labels[25], new Set(labels.map(colourOf)).size]).toEqual(['A', 'Z', 26])
  })
  it('tells the place and the token of a fault', () => expect(faultOf({ ok: false, status: 422, code: 'x', message: 'Place 3: no', retryAfter: null, problem: { error: { field: 'pattern' }, position: 3, token: 'C' } }, ''))
    .toEqual({ message: 'Place 3: no', field: 'pattern', position: 3, token: 'C' }))
})

describe('the marathon builder', () => {
  const sent: { path: string; body: Record<string, unknown> | null }[] = []
  let answer: () => Response
  const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
  const made = {
    items: [{ video_id: 'x:1', title: 'One', source: 'A', season: 1, episode: 2, duration_ms: 60_000 }], sources: [{ label: 'A', playlist_id: 'p', name: 'Night', items: 1, used: 1 }],
    unused_sources: [], seed: 1, total_duration_ms: 60_000, unknown_durations: 0, repeats: 2, beyond: 0, needs_dupes: true,
  }
  beforeEach(() => {
    sent.length = 0
    answer = () => json(made)
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      sent.push({ path, body: init.body ? JSON.parse(init.body as string) as Record<string, unknown> : null })
      if (path.startsWith('/api/playlists?')) return json({ items: [{ id: 'p', name: 'Night', size: 1 }] })
      if (path.startsWith('/api/catalog')) return json({ items: [{ id: 's:1', title: 'A show' }] })
      return path === '/api/playlists' ? json({ error: { code: 'playlist-name-taken', message: 'Taken.' }, suggestion: 'Long (2)' }, 409) : answer()
    })
    document.body.innerHTML = '<kin-marathon></kin-marathon>'
  })
  afterEach(() => { document.body.innerHTML = ''; vi.unstubAllGlobals() })
  const take = async () => {
    await vi.waitFor(() => expect(document.querySelectorAll('.mara-found button')).toHaveLength(2))
    document.querySelector<HTMLElement>('.mara-found button')!.click()
  }

  it('shows what comes of the sources shortly after they were chosen, once for many keys', async () => {
    await take()
    await vi.waitFor(() => expect(document.querySelector('.mara-row')?.textContent).toContain('S01E02'))
    expect(document.body.textContent).toContain('2 titles left out that stood there already.')
    const before = sent.filter(one => one.path.endsWith('/preview')).length
    const field = document.querySelector<HTMLInputElement>('#mara-pattern')!
    for (const text of ['A', 'A2', 'A22']) { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })) }
    await vi.waitFor(() => expect(sent.at(-1)!.body!['pattern']).toBe('A22'))
    expect(sent.filter(one => one.path.endsWith('/preview')).length).toBe(before + 1)
  })

  it('says of a pattern where it is wrong and what would do, and offers nothing to save', async () => {
    answer = () => json({ error: { code: 'pattern-label-unknown', message: "Place 2: 'B': there is no source B.", field: 'pattern' }, position: 2, token: 'B' }, 422)
    await take()
    await vi.waitFor(() => expect(document.querySelector('#mara-fault')?.textContent).toContain('there is no source B'))
    expect(document.querySelector('#mara-pattern')!.getAttribute('aria-invalid')).toBe('true')
    expect(document.body.textContent).toContain('At place 2: “B”')
    expect(document.querySelector('#mara-name')).toBeNull()
  })

  it('offers the free name where one is taken', async () => {
    await take()
    await vi.waitFor(() => expect(document.querySelector('#mara-name')).not.toBeNull())
    document.querySelector('kin-marathon form')!.dispatchEvent(new Event('submit', { cancelable: true }))
    await vi.waitFor(() => expect(document.body.textContent).toContain('Take “Long (2)”'))
    expect(sent.at(-1)!.body).toMatchObject({ marathon: { sources: ['p'] } })
  })
})
