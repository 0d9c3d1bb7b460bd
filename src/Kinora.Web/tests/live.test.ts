import { beforeEach, describe, expect, it, vi } from 'vitest'
import { live } from '../src/page/live.ts'

class Source extends EventTarget {
  static opened: Source[] = []
  closed = false
  constructor(readonly address: string) { super(); Source.opened.push(this) }
  close() { this.closed = true }
  say(kind: string, lastEventId = '') { this.dispatchEvent(new MessageEvent(kind, { data: '{}', lastEventId })) }
}

const look = (hidden: boolean) => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('parts that are fetched again', () => {
  beforeEach(() => {
    Source.opened = []
    vi.useFakeTimers()
    vi.stubGlobal('EventSource', Source)
  })

  it('opens nothing on a page without such parts', () => {
    document.body.innerHTML = '<main></main>'
    live()
    expect(Source.opened).toHaveLength(0)
  })

  it('tells the parts of that kind once for a burst, also those that came later', () => {
    document.body.innerHTML = '<p data-live="job" data-live-all></p><i data-live="signals"></i>'
    live()
    document.querySelector('p')!.outerHTML = '<p data-live="job" id="new"></p>'
    const heard = { job: 0, signals: 0 }
    document.querySelector('#new')!.addEventListener('live', () => heard.job++)
    document.querySelector('i')!.addEventListener('live', () => heard.signals++)
    const source = Source.opened.at(-1)!
    for (let n = 0; n < 5; n++) source.say('job')
    vi.advanceTimersByTime(600)
    expect(source.address).toBe('/api/events?all_jobs=true')
    expect(heard).toEqual({ job: 1, signals: 0 })
  })

  it('closes while nobody looks and takes up where it was', () => {
    document.body.innerHTML = '<p data-live="job"></p>'
    live()
    const first = Source.opened.at(-1)!
    first.say('job', 'job.7_signals.3')
    look(true)
    const before = Source.opened.length
    look(false)
    expect(first.closed).toBe(true)
    expect(Source.opened.slice(before).map(one => one.address)).toContain('/api/events?last_event_id=job.7_signals.3')
  })
})
