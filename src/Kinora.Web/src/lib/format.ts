/** 1:18:00, 42:00, 0:07. */
export function clock(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  return s >= 3600 ? `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`
}

/** A long title's length as the pages say it (1 h 18, 42 min), a short one's to the second. */
export function length(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 10) return clock(ms)
  return minutes < 60 ? `${minutes} min` : minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60}`
}

/** today, yesterday, 5 days ago, or the year for anything older than a month. */
export function age(published: string | null, now: Date): string {
  const then = published === null ? NaN : Date.parse(published)
  if (Number.isNaN(then)) return ''
  const days = Math.floor((now.getTime() - then) / 86_400_000)
  if (days < 0) return ''
  if (days === 0) return 'today'
  if (days === 1) return 'yesterday'
  return days < 31 ? `${days} days ago` : String(new Date(then).getUTCFullYear())
}

/** What stands before a reason: an explored slot and a repeat say so in words. */
export function reasonLine(item: { reason: string; explored: boolean; repeat: boolean }): string {
  if (item.explored && !/^explor/i.test(item.reason)) return item.reason ? `Exploring: ${lowerFirst(item.reason)}` : 'Exploring: you may like this'
  if (item.repeat && !item.reason) return 'You saw this a while ago'
  return item.reason
}

const lowerFirst = (text: string): string => /^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text

/** 412, 3.4k, 1.2M. */
export const short = (n: number): string => n < 1000 ? String(n) : n < 1e6 ? `${+(n / 1e3).toFixed(1)}k` : `${+(n / 1e6).toFixed(1)}M`
