import { forPage } from '../page/keys.ts'
import type { SlideAct } from './slide.ts'

const keys: Record<string, SlideAct | 'next' | 'previous' | 'mute'> = {
  ArrowDown: 'next', PageDown: 'next', j: 'next', ArrowUp: 'previous', PageUp: 'previous', k: 'previous',
  ' ': 'toggle', l: 'like', h: 'hide', m: 'mute', w: 'why', s: 'share', a: 'later',
}

/** What a key means in the feed. Space on a button presses the button. */
export function feedKey(event: KeyboardEvent): SlideAct | 'next' | 'previous' | 'mute' | null {
  if (!forPage(event) || event.shiftKey) return null
  if (event.key === ' ' && (event.target as Element | null)?.closest?.('button, a')) return null
  return keys[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? null
}
