/** Speeds by creator, as a person left them: kept in the browser, one entry a profile. */
type Store = Pick<Storage, 'getItem' | 'setItem'>
const most = 200
const nameOf = (profile: string): string => `kinora.speed.${profile || 'nobody'}`

function read(store: Store, profile: string): [string, number][] {
  try {
    const kept: unknown = JSON.parse(store.getItem(nameOf(profile)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one): one is [string, number] => Array.isArray(one) && typeof one[0] === 'string' && typeof one[1] === 'number') : []
  } catch {
    return []
  }
}

const playable = (speed: number, otherwise: number): number => speed >= 0.25 && speed <= 4 ? speed : otherwise

/** The speed of this creator's titles; where none was chosen, the profile's own. */
export const speedFor = (store: Store, profile: string, creator: string, own: number): number =>
  playable(read(store, profile).find(([name]) => name === creator)?.[1] ?? own, playable(own, 1))

/** Remembers a choice; the creators chosen longest ago are forgotten first. */
export function keepSpeed(store: Store, profile: string, creator: string, speed: number): void {
  const others = read(store, profile).filter(([name]) => name !== creator)
  try {
    store.setItem(nameOf(profile), JSON.stringify([...others, [creator, speed]].slice(-most)))
  } catch {
    // A full or closed storage: the speed holds for this page.
  }
}
