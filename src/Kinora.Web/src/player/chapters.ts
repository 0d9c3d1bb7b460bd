import type { Cue } from './vtt.ts'

export interface Chapter { start: number; end: number; title: string }
export type Skip = 'intro' | 'recap' | 'credits'

/** Chapters without gaps or overlaps: each ends where the next begins, unless it says so earlier. */
export const chaptersOf = (cues: readonly Cue[]): Chapter[] => cues
  .filter((cue, i) => cue.text && cue.start !== cues[i - 1]?.start)
  .map((cue, i, all) => ({ start: cue.start, end: Math.min(cue.end, all[i + 1]?.start ?? cue.end), title: cue.text.replace(/\s+/g, ' ') }))

export const chapterAt = (chapters: readonly Chapter[], at: number): Chapter | null => chapters.findLast(chapter => chapter.start <= at && at < chapter.end) ?? null

/** Where the next or previous chapter begins; going back within a chapter's first seconds goes to the one before. */
export function chapterFrom(chapters: readonly Chapter[], at: number, by: 1 | -1): number | null {
  if (by > 0) return chapters.find(chapter => chapter.start > at + 0.05)?.start ?? null
  return chapters.findLast(chapter => chapter.start < at - 3)?.start ?? chapters[0]?.start ?? null
}

/** What a chapter is, where it is one that people skip. */
export const skipOf = (chapter: Chapter | null): Skip | null =>
  (/\b(intro|recap|credits)\b/i.exec(chapter?.title.replace(/introduction/i, 'intro') ?? '')?.[1]?.toLowerCase() as Skip | undefined) ?? null
