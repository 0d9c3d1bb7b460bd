const nameOf = (profile: string): string => `kinora.theatre.${profile || 'nobody'}`

/** Whether this profile watches over the whole width. */
export const theatreKept = (store: Pick<Storage, 'getItem'>, profile: string): boolean => store.getItem(nameOf(profile)) === 'on'

export function keepTheatre(store: Pick<Storage, 'setItem'>, profile: string, on: boolean): void {
  try {
    store.setItem(nameOf(profile), on ? 'on' : 'off')
  } catch {
    // A full or closed storage: the choice holds for this page.
  }
}
