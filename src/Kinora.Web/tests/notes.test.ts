import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import '../src/player/kin-notes.ts'
import type { KinNotes } from '../src/player/kin-notes.ts'
import { inOrder, noteNow, withNote, withoutNote, type Note } from '../src/player/notes.ts'

const note = (id: string, position_ms: number, text = id, version = 1): Note => ({ id, position_ms, text, version, created_at: '2026-01-01T00:00:00Z' })

describe('a list of notes', () => {
  const list = inOrder([note('b', 9000), note('a', 1000)])
  it('goes by the title’s time, holds each note once, and loses one', () => {
    expect(withNote(list, note('c', 5000)).map(one => one.id)).toEqual(['a', 'c', 'b'])
    expect(withNote(list, note('a', 10_000, 'moved')).map(one => one.text)).toEqual(['b', 'moved'])
    expect(withoutNote(list, 'a').map(one => one.id)).toEqual(['b'])
  })
  it.each([[500, null], [1000, 'a'], [8000, 'a'], [9500, 'b'], [60_000, null]])('at %i ms the note %s has just passed', (ms, id) => expect(noteNow(list, ms)).toBe(id))
})

describe('the notes beside the player', () => {
  let calls: { path: string; method: string; body: Record<string, unknown> | null; match: string | null }[] = []
  let answers: ((method: string) => Response) | null = null
  let element: KinNotes
  beforeEach(async () => {
    calls = []
    answers = null
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      const body = init.body ? JSON.parse(init.body as string) as Record<string, unknown> : null
      calls.push({ path, method: init.method!, body, match: (init.headers as Record<string, string>)['If-Match'] ?? null })
      if (answers && init.method !== 'GET') return answers(init.method!)
      if (init.method === 'GET') return Response.json({ items: [note('a', 1000, 'First')] })
      return init.method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json({ ...note('a', 1000, 'First'), ...body, version: 2 })
    })
    document.body.innerHTML = '<kin-player><video></video></kin-player><kin-notes title-id="t:1"></kin-notes>'
    element = document.querySelector('kin-notes')!
    await vi.waitFor(() => expect(element.querySelector('li')).not.toBeNull())
  })
  afterEach(() => vi.unstubAllGlobals())
  const field = () => element.querySelector('textarea')
  const write = async (text: string) => {
    await vi.waitFor(() => expect(field()).not.toBeNull())
    field()!.value = text
    field()!.dispatchEvent(new Event('input'))
    await element.updateComplete
    field()!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  }

  it('writes one at the moment of the key, and Escape writes none', async () => {
    document.querySelector('video')!.currentTime = 754
    document.dispatchEvent(new CustomEvent('kinora:note'))
    await vi.waitFor(() => expect(field()).not.toBeNull())
    field()!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
    await vi.waitFor(() => expect(field()).toBeNull())
    document.dispatchEvent(new CustomEvent('kinora:note'))
    await write('  The stairs ')
    await vi.waitFor(() => expect(element.querySelectorAll('li')).toHaveLength(2))
    const sent = calls.filter(one => one.method === 'POST')
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ path: '/api/user/video/t:1/notes', body: { text: 'The stairs', position_ms: 754_000 } })
    expect(field()).toBeNull()
  })

  it('jumps, changes by version, and what is refused stays in the field', async () => {
    element.querySelector<HTMLElement>('li .num')!.click()
    expect(document.querySelector('video')!.currentTime).toBe(1)
    answers = () => Response.json({ error: { code: 'too-long', message: 'At most 2000.' } }, { status: 422 })
    element.querySelector<HTMLElement>('li .round')!.click()
    await write('Changed')
    await vi.waitFor(() => expect(document.querySelector('.toast.bad')?.textContent).toContain('At most 2000.'))
    expect(field()!.value).toBe('Changed')
    answers = null
    await write('Changed')
    await vi.waitFor(() => expect(element.querySelector('li p')?.textContent).toBe('Changed'))
    expect(calls.at(-1)).toMatchObject({ method: 'PATCH', path: '/api/user/video/t:1/notes/a', match: '"1"' })
  })

  it('deletes at once and puts it back under its id', async () => {
    element.querySelector<HTMLElement>('li .round:last-child')!.click()
    await vi.waitFor(() => expect(document.querySelector('.toast button')).not.toBeNull())
    expect(element.querySelector('li')).toBeNull()
    document.querySelector<HTMLElement>('.toast button')!.click()
    await vi.waitFor(() => expect(element.querySelector('li')).not.toBeNull())
    expect(calls.slice(-2).map(one => [one.method, one.body?.['id'] ?? one.path])).toEqual([['DELETE', '/api/user/video/t:1/notes/a'], ['POST', 'a']])
  })
})
