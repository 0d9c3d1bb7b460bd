import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { waits } from '../src/page/waits.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('counts down what a refusal asks to wait, and stops at nothing', () => {
  document.body.innerHTML = '<p>Try again in <span data-wait="61">1:01</span></p>'
  waits()
  const place = document.querySelector('span')!
  vi.advanceTimersByTime(1000)
  expect(place.textContent).toBe('1:00')
  vi.advanceTimersByTime(59_000)
  expect(place.textContent).toBe('0:01')
  vi.advanceTimersByTime(60_000)
  expect(place.textContent).toBe('0:00')
  expect(vi.getTimerCount()).toBe(0)
})
