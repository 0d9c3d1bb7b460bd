import { clock } from '../lib/format.ts'

/** Counts the seconds down that a refusal asks people to wait. */
export function waits(now: () => number = Date.now): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-wait]')) {
    const until = now() + Number(place.dataset['wait']) * 1000
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((until - now()) / 1000))
      place.textContent = clock(left * 1000)
      if (left === 0) clearInterval(timer)
    }, 250)
  }
}
