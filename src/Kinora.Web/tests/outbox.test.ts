import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Reply } from '../src/lib/http.ts'
import { backoff, Outbox, retryable, type OutboxOptions, type Results } from '../src/lib/outbox.ts'

interface Event { event_id: string; session?: string }
const fine: Reply<Results> = { ok: true, status: 200, body: { results: [] } }
const broken = (status: number, retryAfter: number | null = null): Reply<Results> => ({ ok: false, status, code: '', message: '', retryAfter })
const event = (n: number, session = 's'): Event => ({ event_id: `e${n}`, session })

describe('Outbox', () => {
  beforeEach(() => { localStorage.clear(); vi.useFakeTimers() })

  const open = (send: OutboxOptions<Event>['send'], more: Partial<OutboxOptions<Event>> = {}) =>
    new Outbox<Event>({ name: 'box', place: 'page', storage: localStorage, send, ...more })

  it('sends what came within two seconds in one batch', async () => {
    const send = vi.fn(async (_: Event[]) => fine)
    const box = open(send)
    box.add(event(1))
    box.add(event(2))
    await vi.advanceTimersByTimeAsync(1999)
    expect(send).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(send.mock.calls.map(([events]) => events.length)).toEqual([2])
    expect(box.size).toBe(0)
  })

  it('never sends more than a batch, and never two feed sessions together', async () => {
    const send = vi.fn(async (_: Event[]) => fine)
    const box = open(send, { batch: 3, group: e => e.session! })
    for (let n = 0; n < 4; n++) box.add(event(n, 'one'))
    box.add(event(9, 'two'))
    await box.flush()
    expect(send.mock.calls.map(([events]) => events.map(e => e.event_id))).toEqual([['e0', 'e1', 'e2'], ['e3'], ['e9']])
  })

  it('keeps everything through a lost connection and sends the same ids when it is back', async () => {
    let up = false
    const seen: string[] = []
    const box = open(async events => { if (!up) return broken(0); seen.push(...events.map(e => e.event_id)); return fine })
    box.add(event(1))
    await box.flush()
    expect(box.size).toBe(1)
    up = true
    await box.wake()
    expect(seen).toEqual(['e1'])
    expect(localStorage.length).toBe(0)
  })

  it('tries again by itself, later each time, and as late as the server asks', async () => {
    const send = vi.fn<OutboxOptions<Event>['send']>().mockResolvedValueOnce(broken(503)).mockResolvedValueOnce(broken(429, 30)).mockResolvedValue(fine)
    const box = open(send)
    box.add(event(1))
    await vi.advanceTimersByTimeAsync(2000)
    await vi.advanceTimersByTimeAsync(2000)
    expect(send).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(29_999)
    expect(send).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(1)
    expect(box.size).toBe(0)
  })

  it('takes over what a closed page left behind, and only of its own name', async () => {
    localStorage.setItem('box#before', JSON.stringify([event(1), event(2)]))
    localStorage.setItem('box#broken', '{')
    localStorage.setItem('other#before', JSON.stringify([event(3)]))
    const send = vi.fn(async (_: Event[]) => fine)
    open(send)
    await vi.advanceTimersByTimeAsync(0)
    expect(send.mock.calls.map(([events]) => events.map(e => e.event_id))).toEqual([['e1', 'e2']])
    expect(Object.keys(localStorage)).toEqual(['other#before'])
  })

  it('lets go of what the server refuses', async () => {
    const box = open(async () => broken(422))
    box.add(event(1))
    await box.flush()
    expect(box.size).toBe(0)
  })

  it('does not lose an event that arrives while a batch is on its way', async () => {
    let arrive = () => {}
    const seen: string[][] = []
    const box = open(events => new Promise(done => { seen.push(events.map(e => e.event_id)); arrive = () => done(fine) }))
    box.add(event(1))
    const first = box.flush()
    box.add(event(2))
    arrive()
    await vi.advanceTimersByTimeAsync(0)
    arrive()
    await first
    expect(seen).toEqual([['e1'], ['e2']])
    expect(box.size).toBe(0)
  })

  it('forgets the oldest when nobody takes anything for long', () => {
    const box = open(async () => broken(0), { capacity: 3 })
    for (let n = 0; n < 5; n++) box.add(event(n))
    expect(box.pending().map(e => e.event_id)).toEqual(['e2', 'e3', 'e4'])
  })
})

describe('what is tried again', () => {
  it.each([[0, true], [401, true], [429, true], [500, true], [503, true], [400, false], [413, false], [422, false]])('status %i: %s', (status, again) => {
    expect(retryable(status)).toBe(again)
  })
  it('waits two seconds, doubling to a minute', () => {
    expect([1, 2, 3, 9].map(backoff)).toEqual([2000, 4000, 8000, 60_000])
  })
})
