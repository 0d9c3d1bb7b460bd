import { sayList } from '../playlist/words.ts'

/** Every sentence that the marathon builder says. */
export const sayMarathon = {
  sources: 'Sources', find: 'Find playlists and series', findHint: 'Part of a name', series: 'series', add: (name: string) => `Take ${name}`, chosen: 'Chosen, in this order',
  noneChosenHead: 'Choose what it is made of', noneChosen: 'Take playlists or series from the left. The first is A, the next B.', noneFound: 'Nothing of that name. Make a playlist first, or try other words.',
  full: 'A marathon takes at most 26 sources: their labels are A to Z.', up: (name: string) => `${name} up`, down: (name: string) => `${name} down`, drop: (name: string) => `Leave out ${name}`,
  startAt: (name: string) => `${name} starts at`, startHint: 'S02E03', how: 'How', methods: { interleave: 'By turns', shuffle: 'Mixed', concatenate: 'One after the other' },
  pattern: 'Pattern', patternHint: 'A2B1: two of A, one of B, and again. Empty: by turns.', seed: 'Seed', seedHint: 'The same seed makes the same order.', otherSeed: 'Another order',
  keepRunOrder: 'Keep episodes in their order', noRepeats: 'No title twice', rules: 'Limits and bumpers', limitItems: 'At most so many titles', limitMinutes: 'At most so many minutes', fitMinutes: 'Fit into so many minutes',
  bumper: 'Bumper between titles', bumperHint: 'Find a clip', bumperEvery: 'After every so many', noBumper: 'No bumper',
  preview: 'Preview', waiting: 'Choose a source to see it.', making: 'Making it…', used: (used: number, of: number) => `${used} of ${of}`, unused: (labels: string) => `Not in it: ${labels}. The pattern names them not, or nothing of them fits.`,
  repeats: (n: number) => `${sayList.titles(n)} left out that stood there already.`, beyond: (n: number) => `${sayList.titles(n)} left out by the limits.`, dupes: 'A title stands in it more than once: a room must allow that.',
  more: (n: number) => `and ${n.toLocaleString()} more`, name: 'Name', save: 'Save as playlist', taken: sayList.take, failed: 'The preview did not answer.', again: sayList.again, from: (label: string) => `from ${label}`, isBumper: 'bumper',
  place: (place: number, token: string) => token ? `At place ${place}: “${token}”` : `At place ${place}`, episode: (season: number, episode: number) => `S${String(season).padStart(2, '0')}E${String(episode).padStart(2, '0')}`,
  strip: (n: number) => `The order of the first ${n}, coloured by source`, kept: 'Run order is kept within each source.', whoSees: sayList.whoSees,
}
