import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { symbol } from '../sprite.ts'
import { cardActions } from '../src/page/cards.ts'
import { railKeys } from '../src/page/rails.ts'
import { toast } from '../src/page/toasts.ts'

const card = (id: string) => `<li class="card" data-title="${id}"><a class="card-link" href="/titles/${id}">${id}</a><div class="acts">
  <button data-act="hide" data-title="${id}" data-name="${id}" aria-pressed="false">Hide</button></div></li>`
const settle = () => new Promise<void>(done => queueMicrotask(() => queueMicrotask(() => queueMicrotask(done))))

describe('a page of rails', () => {
  beforeAll(cardActions)
  beforeEach(() => { document.body.innerHTML = `<ul class="track">${card('a:1')}${card('a:2')}</ul><ul class="track">${card('a:3')}</ul>` })
  afterEach(() => vi.unstubAllGlobals())
  const links = () => [...document.querySelectorAll<HTMLElement>('.card-link')]

  it('keeps one card a rail in the tab order and moves by arrows', () => {
    railKeys()
    expect(links().map(link => link.tabIndex)).toEqual([0, -1, 0])
    links()[0]!.focus()
    const press = (key: string) => document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    press('ArrowRight')
    expect(document.activeElement).toBe(links()[1])
    press('ArrowDown')
    expect(document.activeElement).toBe(links()[2])
    press('ArrowUp')
    expect(document.activeElement).toBe(links()[0])
  })

  it('takes off the row that it was begun in, and nowhere else', async () => {
    const calls: string[] = []
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => { calls.push(`${init.method} ${path}`); return new Response(null, { status: 204 }) })
    document.body.innerHTML = `<section data-rail="continue_watching"><ul class="track">${card('a:1').replace('data-act="hide"', 'data-act="dismiss"')}</ul></section><ul class="track">${card('a:1')}</ul>`
    document.querySelector<HTMLElement>('[data-act="dismiss"]')!.click()
    expect([...document.querySelectorAll<HTMLElement>('.card')].map(one => one.hidden)).toEqual([true, false])
    await vi.waitFor(() => expect(document.querySelector('.toast')).not.toBeNull())
    document.querySelector<HTMLElement>('.toast button')!.click()
    await vi.waitFor(() => expect(calls).toEqual(['POST /api/user/video/a:1/dismiss', 'DELETE /api/user/video/a:1/dismiss']))
  })

  it('hides at once, tells the API, and undoes on request', async () => {
    const calls: string[] = []
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => { calls.push(`${init.method} ${path}${init.keepalive ? ' keepalive' : ''}`); return new Response(null, { status: 204 }) })
    document.querySelector<HTMLElement>('[data-title="a:1"] button')!.click()
    expect(document.querySelector<HTMLElement>('.card')!.hidden).toBe(true)
    await vi.waitFor(() => expect(document.querySelector('.toast button')).not.toBeNull())
    document.querySelector<HTMLElement>('.toast button')!.click()
    await settle()
    expect(document.querySelector<HTMLElement>('.card')!.hidden).toBe(false)
    expect(calls).toEqual(['POST /api/viewing/not-interested/a:1 keepalive', 'DELETE /api/viewing/not-interested/a:1 keepalive'])
  })
})

describe('toast', () => {
  it('goes after eight seconds, but not while the focus rests on it', () => {
    vi.useFakeTimers()
    document.body.innerHTML = ''
    toast('said', { undo: () => {} })
    document.querySelector('.toast')!.dispatchEvent(new Event('focusin'))
    vi.advanceTimersByTime(20_000)
    expect(document.querySelectorAll('.toast')).toHaveLength(1)
    document.querySelector('.toast')!.dispatchEvent(new Event('focusout'))
    vi.advanceTimersByTime(8000)
    expect(document.querySelectorAll('.toast')).toHaveLength(0)
    vi.useRealTimers()
  })
  it('is text, never markup', () => {
    toast('<img src=x>')
    expect(document.querySelector('.toast img')).toBeNull()
  })
})

describe('sprite', () => {
  it('takes the drawing and leaves the wrapper', () => {
    expect(symbol('like', '<!-- licence -->\n<svg\n  class="x"\n  width="24"\n>\n  <path d="M1 2" />\n</svg>\n')).toContain('<path d="M1 2" /></symbol>')
    expect(symbol('like', '<svg a="b"><path/></svg>')).toMatch(/^<symbol id="like" viewBox="0 0 24 24"/)
  })
})
