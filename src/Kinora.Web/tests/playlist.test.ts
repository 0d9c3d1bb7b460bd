import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Drafts, restored } from '../src/playlist/draft.ts'
import { Dragging } from '../src/playlist/dragging.ts'
import { anywhere, listKey } from '../src/playlist/keys.ts'
import { dropAt, rowHeight, rowsAt, scrollFor } from '../src/playlist/windowed.ts'
import { itemOf } from '../src/playlist/working-list.ts'
import '../src/playlist/kin-playlist.ts'

const listed = (id: string) => ({ video_id: id, title: `Title ${id}`, duration_ms: 60_000, available: true, unavailable_reason: null })
const key = (name: string, held: Partial<KeyboardEvent> = {}) => ({ key: name, altKey: false, shiftKey: false, ctrlKey: false, metaKey: false, ...held })

describe('keys of the builder', () => {
  it('move, choose, remove and travel in time', () => {
    expect([listKey(key('ArrowUp', { altKey: true })), listKey(key('ArrowDown', { shiftKey: true })), listKey(key('Delete')), listKey(key('a', { ctrlKey: true }))]).toEqual(['moveUp', 'shiftDown', 'remove', 'all'])
    expect([anywhere(key('z', { ctrlKey: true })), anywhere(key('Z', { metaKey: true, shiftKey: true })), anywhere(key('s', { ctrlKey: true })), anywhere(key('z'))]).toEqual(['undo', 'redo', 'save', null])
    expect(listKey(key('x'))).toBeNull()
  })
})

describe('a long list', () => {
  it('stands in the page with what is seen and a little around it', () => {
    expect(rowsAt(0, 600, 100_000)).toEqual([0, 18])
    expect(rowsAt(50_000 * rowHeight, 600, 100_000)).toEqual([49_992, 50_018])
    expect(rowsAt(0, 600, 3)).toEqual([0, 3])
  })
  it('drops before the row whose upper half the pointer is over', () => expect([dropAt(-9, 5), dropAt(29, 5), dropAt(31, 5), dropAt(9_999, 5)]).toEqual([0, 0, 1, 5]))
  it('scrolls no further than a row needs', () => expect([scrollFor(0, 600, 600), scrollFor(12, 600, 600), scrollFor(30, 600, 600)]).toEqual([0, 600, 1_260]))
})

describe('unsaved changes', () => {
  beforeEach(() => localStorage.clear())
  it('are kept for one profile and come back with what is known of each title', () => {
    const drafts = new Drafts(localStorage, 'me')
    drafts.keep('p', 3, ['a', 'b'].map(id => itemOf(listed(id))), new Set(['a']))
    expect(new Drafts(localStorage, 'other').read('p')).toBeNull()
    const draft = drafts.read('p')!
    expect([draft.base, draft.ids]).toEqual([3, ['a', 'b']])
    expect(restored({ ...draft, ids: ['b', 'z'] }, [{ ...listed('b'), title: 'New name' }]).map(item => [item.title, item.available])).toEqual([['New name', true], ['z', false]])
    drafts.drop('p')
    expect(drafts.read('p')).toBeNull()
  })
  it('that the browser has no room for are told, and half of them is never kept', () => {
    const full = { setItem: () => { throw new Error('full') }, getItem: () => '{', removeItem: vi.fn() } as unknown as Storage
    const drafts = new Drafts(full, 'me')
    expect([drafts.keep('p', 1, [], new Set()), drafts.read('p')]).toEqual([false, null])
    expect(full.removeItem).toHaveBeenCalledOnce()
  })
})

describe('dragging', () => {
  const hooks = () => ({ begin: vi.fn(() => 2), over: vi.fn(), drop: vi.fn(), cancel: vi.fn(), scroller: () => null, label: (n: number) => `${n}` })
  const pointer = (type: string, x: number, y: number, pointerType = 'mouse') => Object.assign(new MouseEvent(type, { clientX: x, clientY: y, bubbles: true, cancelable: true }), { pointerId: 1, pointerType }) as unknown as PointerEvent
  beforeEach(() => { document.body.innerHTML = '<ul><li data-drag="move"><span class="grip">=</span><b>x</b><button>+</button></li></ul>' })
  const down = (dragging: Dragging, on: string, type = 'mouse') => {
    document.querySelector('ul')!.addEventListener('pointerdown', event => dragging.down(event as PointerEvent), { once: true })
    document.querySelector(on)!.dispatchEvent(pointer('pointerdown', 10, 10, type))
  }

  it('begins when the pointer has moved, drops where it is let go, and leaves nothing behind', () => {
    const told = hooks()
    const dragging = new Dragging(told)
    down(dragging, 'b')
    document.dispatchEvent(pointer('pointermove', 12, 11))
    expect(told.begin).not.toHaveBeenCalled()
    document.dispatchEvent(pointer('pointermove', 40, 80))
    expect(told.over).toHaveBeenCalledWith(40, 80)
    expect(document.querySelector('.drag-ghost')!.textContent).toBe('2')
    document.dispatchEvent(pointer('pointerup', 40, 80))
    expect([told.drop.mock.calls.length, dragging.active, document.querySelector('.drag-ghost')]).toEqual([1, false, null])
  })

  it('is taken back by Escape, and a button is no handle', () => {
    const told = hooks()
    const dragging = new Dragging(told)
    down(dragging, 'button')
    document.dispatchEvent(pointer('pointermove', 40, 80))
    expect(told.begin).not.toHaveBeenCalled()
    down(dragging, 'b')
    document.dispatchEvent(pointer('pointermove', 40, 80))
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
    expect([told.cancel.mock.calls.length, told.drop.mock.calls.length]).toEqual([1, 0])
  })

  it('takes a finger on the grip only, so that the list scrolls elsewhere', () => {
    const told = hooks()
    const dragging = new Dragging(told)
    down(dragging, 'b', 'touch')
    document.dispatchEvent(pointer('pointermove', 40, 80, 'touch'))
    expect(told.begin).not.toHaveBeenCalled()
    down(dragging, '.grip', 'touch')
    document.dispatchEvent(pointer('pointermove', 40, 80, 'touch'))
    expect(told.begin).toHaveBeenCalledOnce()
    dragging.close()
  })
})

describe('the builder', () => {
  const playlist = { id: 'p', name: 'Night', description: null, visibility: 'shared', version: 4, size: 2, items: [listed('a'), listed('b')] }
  const answers = new Map<string, () => Response>()
  const sent: { method: string; path: string; body: string | null; match: string | null }[] = []
  const json = (body: unknown, status = 200) => () => new Response(JSON.stringify(body), { status })
  beforeEach(() => {
    localStorage.clear()
    sent.length = 0
    answers.clear()
    answers.set('GET /api/playlists/p', json(playlist))
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      sent.push({ method: init.method!, path, body: init.body as string | null, match: new Headers(init.headers).get('If-Match') })
      return (answers.get(`${init.method} ${path}`) ?? json({ items: [], next_cursor: null, total: 0, facets: {}, did_you_mean: null }))()
    })
    HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) { this.open = true }
    document.body.innerHTML = '<h1 data-playlist-name>Night</h1><kin-playlist playlist="p" rules></kin-playlist>'
  })
  afterEach(() => { document.body.innerHTML = ''; vi.unstubAllGlobals() })
  const names = () => [...document.querySelectorAll('.pl-rows b')].map(row => row.textContent)
  const box = async () => { await vi.waitFor(() => expect(document.querySelector('.pl-rows')).not.toBeNull()); return document.querySelector<HTMLElement>('.pl-rows')! }
  const press = (on: Element, name: string, held: KeyboardEventInit = {}) => on.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...held }))

  it('moves by keys, says where, and saves with the version that it read', async () => {
    const list = await box()
    answers.set('PUT /api/playlists/p', json({ ...playlist, version: 5, items: [] }))
    press(list, 'ArrowDown')
    press(list, 'ArrowDown', { altKey: true })
    await vi.waitFor(() => expect(names()).toEqual(['Title b', 'Title a']))
    expect(document.querySelector('kin-playlist > [role=status]')!.textContent).toBe('“Title a” is number 2 of 2.')
    press(list, 's', { ctrlKey: true })
    await vi.waitFor(() => expect(sent.some(one => one.method === 'PUT')).toBe(true))
    const put = sent.find(one => one.method === 'PUT')!
    expect([put.match, JSON.parse(put.body!).items]).toEqual(['"4"', ['b', 'a']])
    await vi.waitFor(() => expect(document.querySelector('.state.good')).not.toBeNull())
  })

  it('adds by Enter what the words find, not what stood there before', async () => {
    await box()
    const found = (id: string) => ({ id, title: `Title ${id}`, year: 1922, kind: 'movie', duration_ms: 60_000, genres: [], available: true, unavailable_reason: null })
    answers.set('GET /api/catalog/titles?limit=30&kind=movie&kind=episode&kind=clip&kind=stream&kind=audio&q=nos', json({ items: [found('n')], next_cursor: null, total: 1, facets: {}, did_you_mean: null }))
    const field = document.querySelector<HTMLInputElement>('kin-catalogue input')!
    field.value = 'nos'
    field.dispatchEvent(new Event('input', { bubbles: true }))
    press(field, 'Enter')
    await vi.waitFor(() => expect(names()).toEqual(['Title a', 'Title b', 'Title n']))
  })

  it('keeps what is not saved through a reload', async () => {
    const list = await box()
    press(list, 'End')
    press(list, 'Delete')
    await vi.waitFor(() => expect(names()).toEqual(['Title a']))
    dispatchEvent(new Event('pagehide'))
    document.body.innerHTML = '<kin-playlist playlist="p"></kin-playlist>'
    await vi.waitFor(() => expect(names()).toEqual(['Title a']))
    expect(document.querySelector('.state.warn')).not.toBeNull()
    press(await box(), 'z', { ctrlKey: true })
    await vi.waitFor(() => expect(names()).toEqual(['Title a', 'Title b']))
  })

  it('shows what another one saved meanwhile, and merges', async () => {
    const list = await box()
    answers.set('PUT /api/playlists/p', json({ error: { code: 'changed-meanwhile', message: 'x' }, changed: { version: 5, by: 'bob', at: '', added: [listed('z')], removed: [], moved: true } }, 412))
    answers.set('POST /api/playlists/p/merge', json({ ...playlist, version: 6, items: [] }))
    press(list, 'End')
    press(list, 'Delete')
    press(list, 's', { ctrlKey: true })
    await vi.waitFor(() => expect(document.querySelector('dialog')?.textContent).toContain('bob saved this playlist'))
    expect(document.querySelector('dialog')!.textContent).toContain('Title z')
    answers.set('GET /api/playlists/p', json({ ...playlist, version: 6, items: [listed('a'), listed('z')] }))
    document.querySelector<HTMLElement>('dialog .primary')!.click()
    await vi.waitFor(() => expect(names()).toEqual(['Title a', 'Title z']))
    expect(JSON.parse(sent.find(one => one.path.endsWith('/merge'))!.body!)).toEqual({ base_version: 4, items: ['a'] })
    expect(document.querySelector('dialog')).toBeNull()
  })

  it('offers the free name where one is taken', async () => {
    await box()
    answers.set('PATCH /api/playlists/p', json({ error: { code: 'playlist-name-taken', message: 'Taken.' }, suggestion: 'Night (2)' }, 409))
    document.querySelector<HTMLElement>('[aria-label=Details]')!.click()
    await vi.waitFor(() => expect(document.querySelector('dialog form')).not.toBeNull())
    document.querySelector('dialog form')!.dispatchEvent(new Event('submit', { cancelable: true }))
    await vi.waitFor(() => expect(document.querySelector('dialog')!.textContent).toContain('Take “Night (2)”'))
    document.querySelector<HTMLElement>('dialog .note button')!.click()
    expect(document.querySelector<HTMLInputElement>('#pl-name')!.value).toBe('Night (2)')
  })
})
