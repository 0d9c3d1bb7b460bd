import { meta, type Reply } from '../lib/http.ts'
import { toast } from '../page/toasts.ts'
import * as api from './api.ts'
import { Drafts, restored } from './draft.ts'
import { sayList } from './words.ts'
import { itemOf, type WorkingList } from './working-list.ts'

const pause = 300

/** Brings the list and the server together: reads, saves, keeps what is not saved, and says what others did. */
export class Keeper {
  playlist: api.Playlist | null = null
  state: 'loading' | 'ready' | 'saving' | 'failed' | 'gone' = 'loading'
  /** What others saved since; null where there is nothing to decide. */
  since: api.Since | null = null
  /** Whether the unsaved changes rest on an older version than the server's. */
  behind = false
  private saved: readonly string[] = []
  private known: ReadonlySet<string> = new Set()
  private readonly drafts = new Drafts(localStorage, meta('profile'))
  private timer = 0
  private warned = false

  constructor(private readonly id: string, private readonly list: WorkingList, private readonly changed: () => void) {}

  get dirty(): boolean {
    const { items } = this.list
    return items.length !== this.saved.length || items.some((item, at) => item.id !== this.saved[at])
  }

  /** Reads the playlist, and puts back what was not saved the last time. */
  async load(): Promise<void> {
    const reply = await api.read(this.id)
    if (!this.took(reply)) return
    const draft = this.drafts.read(this.id)
    const items = reply.body.items.map(itemOf)
    this.list.begin(items)
    if (!draft) return this.changed()
    if (draft.ids.join('\n') === this.saved.join('\n')) this.drafts.drop(this.id)
    else {
      this.list.replace(restored(draft, reply.body.items))
      this.behind = draft.base !== reply.body.version
      this.playlist = { ...reply.body, version: draft.base }
      toast(sayList.restoredDraft, { undo: () => void this.takeTheirs() })
    }
    this.changed()
  }

  /** After each change of the list: kept here shortly after, so that a reload loses nothing. */
  touched(): void {
    this.changed()
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => this.keep(), pause)
  }

  keep(): void {
    clearTimeout(this.timer)
    if (!this.playlist || this.state !== 'ready') return
    if (!this.dirty) return this.drafts.drop(this.id)
    if (!this.drafts.keep(this.id, this.playlist.version, this.list.items, this.known) && !this.warned) {
      this.warned = true
      toast(sayList.draftLost, { tone: 'bad' })
    }
  }

  async save(): Promise<void> {
    if (!this.playlist || this.state !== 'ready' || !this.dirty) return
    const sent = this.list.ids
    this.state = 'saving'
    this.changed()
    const reply = await api.put(this.playlist, sent)
    this.state = 'ready'
    if (reply.ok) {
      this.settle(reply.body, sent)
      toast(sayList.savedAs(reply.body.version))
    } else this.refused(reply)
    this.keep()
    this.changed()
  }

  async merge(): Promise<void> {
    if (!this.playlist) return
    const reply = await api.merge(this.id, this.playlist.version, this.list.ids)
    if (!reply.ok) return this.refused(reply)
    await this.reread()
    toast(reply.headers?.get('X-Order-Lost') === 'true' ? sayList.orderLost : sayList.merged)
  }

  async takeTheirs(): Promise<void> {
    await this.reread()
    toast(sayList.theirs)
  }

  async restore(version: number): Promise<void> {
    if (!this.playlist) return
    const reply = await api.restore(this.playlist, version)
    if (!reply.ok) return this.refused(reply)
    await this.reread()
    toast(sayList.restored(version))
  }

  /** Saves name, description and who sees it; the answer is for the dialog. */
  async describe(change: Parameters<typeof api.patch>[1]): Promise<Reply<api.Playlist>> {
    const reply = await api.patch(this.playlist!, change)
    if (reply.ok) {
      this.playlist = { ...this.playlist!, ...reply.body, items: [] }
      this.keep()
    } else if (reply.status === 412) this.refused(reply)
    this.changed()
    return reply
  }

  /** What the server has becomes the list; undo brings back what was here. */
  private async reread(): Promise<void> {
    const reply = await api.read(this.id)
    if (!this.took(reply)) return
    this.list.replace(reply.body.items.map(itemOf))
    this.since = null
    this.behind = false
    this.drafts.drop(this.id)
    this.changed()
  }

  private took(reply: Reply<api.Playlist>): reply is Extract<Reply<api.Playlist>, { ok: true }> {
    this.state = reply.ok ? 'ready' : reply.status === 404 ? 'gone' : 'failed'
    if (reply.ok) this.settle(reply.body, reply.body.items.map(item => item.video_id))
    else this.changed()
    return reply.ok
  }

  private settle(playlist: api.Playlist, ids: readonly string[]): void {
    [this.playlist, this.saved, this.known, this.behind, this.since] = [playlist, ids, new Set(ids), false, null]
  }

  private refused(reply: Extract<Reply<unknown>, { ok: false }>): void {
    this.since = api.since(reply)
    if (reply.status === 404) this.state = 'gone'
    else if (!this.since) toast(reply.status === 0 ? sayList.noConnection : reply.message || sayList.notDone, { tone: 'bad' })
    this.changed()
  }
}
