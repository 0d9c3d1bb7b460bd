import { describe, expect, it, vi } from 'vitest'
import { droppedOf, factorsOf } from '../src/feed/explain.ts'
import { feedKey } from '../src/feed/keys.ts'
import { FeedSource, near, type FeedItem, type FeedPage } from '../src/feed/source.ts'
import type { Reply } from '../src/lib/http.ts'

const item = (position: number, rung = 'fresh') => ({ title: { id: `a:${position}` }, position, slot: position, rung, score: 1, repeat: false, explored: false, reason: '' }) as FeedItem
const page = (items: FeedItem[], next: string | null, session = 'kept'): Reply<FeedPage> =>
  ({ ok: true, status: 200, body: { feed_session: session, next_cursor: next, items, withdrawn: 1, inventory: { eligible: 9, fresh: 5, exhausted: false } } })
const refusal = (status: number, code: string): Reply<FeedPage> => ({ ok: false, status, code, message: 'said', retryAfter: null })
const ask = { kind: 'clip', device: 'phone', connection: 'ok', pageSize: 12 }
const query = (path: string) => new URL(path, 'http://k').searchParams

describe('FeedSource', () => {
  it('names the session it opens, and asks for the same one again when the reply is lost', async () => {
    const get = vi.fn().mockResolvedValueOnce(refusal(0, 'no-connection')).mockResolvedValueOnce(page([item(1)], 'c2'))
    const source = new FeedSource(ask, get)
    await source.more()
    expect(source.state).toBe('failed')
    await source.more()
    expect(source.items).toHaveLength(1)
    expect(query(get.mock.calls[0]![0]).get('feed_session')).toBe(query(get.mock.calls[1]![0]).get('feed_session'))
  })
  it('goes on by the cursor alone and counts what was withdrawn', async () => {
    const get = vi.fn().mockResolvedValueOnce(page([item(1)], 'c2')).mockResolvedValueOnce(page([item(2)], 'c3'))
    const source = new FeedSource(ask, get)
    await source.more()
    await source.more()
    expect(query(get.mock.calls[1]![0]).get('cursor')).toBe('c2')
    expect(query(get.mock.calls[1]![0]).has('feed_session')).toBe(false)
    expect(source.withdrawn).toBe(2)
  })
  it('asks once while an answer is under way', async () => {
    const get = vi.fn(async () => page([item(1)], 'c2'))
    const source = new FeedSource(ask, get)
    await Promise.all([source.more(), source.more()])
    expect(get).toHaveBeenCalledTimes(1)
  })
  it('ends where there is no next page', async () => {
    const get = vi.fn(async () => page([], null))
    const source = new FeedSource(ask, get)
    await source.more()
    await source.more()
    expect(source.state).toBe('end')
    expect(get).toHaveBeenCalledTimes(1)
  })
  it('opens a new session when the old one has expired, and keeps what is on the screen', async () => {
    const get = vi.fn().mockResolvedValueOnce(page([item(1)], 'c2')).mockResolvedValueOnce(refusal(422, 'cursor-expired')).mockResolvedValueOnce(page([item(1)], 'd2', 'second'))
    const source = new FeedSource(ask, get)
    await source.more()
    await source.more()
    expect(source.items.map(i => i.session)).toEqual(['kept', 'second'])
  })
  it('a feed of followed creators ends at the first that is not', async () => {
    const source = new FeedSource(ask, async () => page([item(1, 'following'), item(2)], 'c2'), true)
    await source.more()
    expect(source.items).toHaveLength(1)
    expect(source.state).toBe('end')
  })
  it('holds at most three videos and seven pictures', () => {
    const all = Array.from({ length: 100 }, (_, index) => near(index, 50))
    expect(all.filter(n => n.media)).toHaveLength(3)
    expect(all.filter(n => n.picture)).toHaveLength(7)
  })
})

describe('explain', () => {
  it('reads factors from a list and from an object', () => {
    expect(factorsOf([{ name: 'engagement', value: 0.5, weight: 0.4 }])).toEqual([{ name: 'Engagement', value: 0.5, weight: 0.4 }])
    expect(factorsOf({ fresh_ness: 0.9, context: { value: 0.1, weight: 0.2 }, text: 'no' })).toEqual([{ name: 'Fresh ness', value: 0.9, weight: null }, { name: 'Context', value: 0.1, weight: 0.2 }])
    expect(factorsOf(undefined)).toEqual([])
    expect(factorsOf([{ name: 'affinity', value: null, weight: null }])).toEqual([])
  })
  it('leaves out filters that dropped nothing', () => expect(droppedOf({ hidden: 2, seen: 0 })).toEqual([['Hidden', 2]]))
})

describe('feedKey', () => {
  const press = (key: string, more: KeyboardEventInit = {}) => feedKey(new KeyboardEvent('keydown', { key, ...more }))
  it.each([['ArrowDown', 'next'], ['j', 'next'], ['k', 'previous'], [' ', 'toggle'], ['l', 'like'], ['H', 'hide'], ['x', null]])('%s → %s', (key, what) => expect(press(key)).toBe(what))
  it('leaves the browser its shortcuts', () => expect(press('l', { ctrlKey: true })).toBeNull())
})
