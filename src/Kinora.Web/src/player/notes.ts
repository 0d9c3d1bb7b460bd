import { call, segment, type Reply } from '../lib/http.ts'
import { uuid } from '../lib/id.ts'

/** A note as the API answers it. */
export interface Note { id: string; position_ms: number; text: string; version: number; created_at: string }

/** In the order of the title's time, the older first at one moment. */
export const inOrder = (notes: readonly Note[]): Note[] => [...notes].sort((a, b) => a.position_ms - b.position_ms || a.created_at.localeCompare(b.created_at) || a.id.localeCompare(b.id))

export const withNote = (notes: readonly Note[], note: Note): Note[] => inOrder([...notes.filter(one => one.id !== note.id), note])

export const withoutNote = (notes: readonly Note[], id: string): Note[] => notes.filter(one => one.id !== id)

/** The note that was passed last, and not long ago. */
export const noteNow = (notes: readonly Note[], ms: number): string | null => notes.findLast(note => note.position_ms <= ms && ms - note.position_ms < 15_000)?.id ?? null

/** One title's notes at the server. */
export class NoteDesk {
  constructor(private readonly titleId: string) {}

  private path(id?: string): string { return `/api/user/video/${segment(this.titleId)}/notes${id ? `/${id}` : ''}` }

  list(): Promise<Reply<{ items: Note[] }>> { return call('GET', this.path()) }

  /** Sent again under its id, a note is kept once: a lost answer does not double it. */
  add(text: string, ms: number, id: string = uuid()): Promise<Reply<Note>> { return call('POST', this.path(), { id, text, position_ms: Math.max(0, Math.round(ms)) }) }

  change(note: Note, text: string): Promise<Reply<Note>> { return call('PATCH', this.path(note.id), { text }, { ifMatch: note.version }) }

  remove(note: Note): Promise<Reply<null>> { return call('DELETE', this.path(note.id), undefined, { ifMatch: note.version }) }

  restore(note: Note): Promise<Reply<Note>> { return this.add(note.text, note.position_ms, note.id) }
}
