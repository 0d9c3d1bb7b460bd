export type PlayerAct =
  | { do: 'toggle' | 'mute' | 'full' | 'pip' | 'theatre' | 'note' | 'watched' | 'skip' | 'subtitles' | 'close' } | { do: 'chapter'; by: 1 | -1 } | { do: 'seek'; by: number } | { do: 'to'; share: number } | { do: 'volume'; by: number } | { do: 'speed'; by: 1 | -1 }

/** What a key means in the player. */
export function playerKey(key: string): PlayerAct | null {
  if (/^[0-9]$/.test(key)) return { do: 'to', share: Number(key) / 10 }
  switch (key) {
    case ' ': case 'k': case 'K': return { do: 'toggle' }
    case 'j': case 'J': return { do: 'seek', by: -10 }
    case 'l': case 'L': return { do: 'seek', by: 10 }
    case 'ArrowLeft': return { do: 'seek', by: -5 }
    case 'ArrowRight': return { do: 'seek', by: 5 }
    case 'ArrowUp': return { do: 'volume', by: 0.1 }
    case 'ArrowDown': return { do: 'volume', by: -0.1 }
    case 'Home': return { do: 'to', share: 0 }
    case 'f': case 'F': return { do: 'full' }
    case 'm': case 'M': return { do: 'mute' }
    case 'p': case 'P': return { do: 'pip' }
    case 't': case 'T': return { do: 'theatre' }
    case 'n': case 'N': return { do: 'note' }
    case 'w': case 'W': return { do: 'watched' }
    case 's': case 'S': return { do: 'skip' }
    case 'c': case 'C': return { do: 'subtitles' }
    case '[': return { do: 'chapter', by: -1 }
    case ']': return { do: 'chapter', by: 1 }
    case 'Escape': return { do: 'close' }
    case '<': return { do: 'speed', by: -1 }
    case '>': return { do: 'speed', by: 1 }
    default: return null
  }
}

export const speeds = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 3] as const

/** What the menu offers: the list, and the speed that is set where it is none of it. */
export const speedsWith = (now: number): number[] => [...new Set<number>([...speeds, now])].sort((a, b) => a - b)

/** The neighbouring speed, staying inside the list. */
export function nextSpeed(now: number, by: 1 | -1): number {
  const nearest = speeds.reduce((best, speed) => Math.abs(speed - now) < Math.abs(best - now) ? speed : best, speeds[0] as number)
  const index = speeds.indexOf(nearest as (typeof speeds)[number]) + by
  return speeds[Math.min(speeds.length - 1, Math.max(0, index))]!
}

/** Where to begin: the kept position unless it is within the first seconds or the last tenth. */
export const resumeAt = (keptMs: number, durationMs: number): number =>
  keptMs < 5000 || (durationMs > 0 && keptMs >= durationMs * 0.9) ? 0 : keptMs
