import type { Reply } from '../lib/http.ts'
import { uuid } from '../lib/id.ts'
import type { Title } from '../lib/title.ts'

export interface FeedItem { title: Title; position: number; slot: number; score: number; rung: string; repeat: boolean; explored: boolean; reason: string }
/** An item and the feed session that handed it out. */
export type Served = FeedItem & { session: string }
export interface FeedPage {
  feed_session: string; next_cursor: string | null; items: FeedItem[]; withdrawn: number
  inventory: { eligible: number; fresh: number; exhausted: boolean }
}
export interface FeedAsk { kind: string; device: string; connection: string; pageSize: number }
export type FeedState = 'idle' | 'loading' | 'failed' | 'end'

/**
 * The pages of one feed session, in order. The session is named here, so that a first page whose reply was lost is asked for again by
 * name and comes back the same; every later page is named by its cursor.
 */
export class FeedSource {
  readonly items: Served[] = []
  state: FeedState = 'idle'
  session = uuid()
  withdrawn = 0
  exhausted = false
  refusal = ''
  private cursor: string | null = null
  private begun = false

  /** `followingOnly` ends the feed at the first title whose creator is not followed. */
  constructor(private readonly ask: FeedAsk, private readonly get: (path: string) => Promise<Reply<FeedPage>>, private readonly followingOnly = false) {}

  /** Asks for the next page unless one is under way or there is none. */
  async more(): Promise<void> {
    if (this.state === 'loading' || this.state === 'end') return
    this.state = 'loading'
    const reply = await this.get(this.address())
    if (reply.ok) this.take(reply.body)
    else if (reply.code === 'cursor-expired' || reply.code === 'cursor-invalid') await this.reopen()
    else {
      this.refusal = reply.message
      this.state = 'failed'
    }
  }

  address(): string {
    const { kind, device, connection, pageSize } = this.ask
    const query = new URLSearchParams({ kind, device, connection, page_size: String(pageSize) })
    if (this.begun && this.cursor) query.set('cursor', this.cursor)
    else query.set('feed_session', this.session)
    return `/api/feed?${query}`
  }

  private take(page: FeedPage): void {
    this.begun = true
    this.session = page.feed_session
    this.cursor = page.next_cursor
    this.withdrawn += page.withdrawn
    this.exhausted = page.inventory.exhausted
    const stop = this.followingOnly ? page.items.findIndex(item => item.rung !== 'following') : -1
    const taken = stop < 0 ? page.items : page.items.slice(0, stop)
    this.items.push(...taken.map(item => ({ ...item, session: page.feed_session })))
    this.state = stop >= 0 || page.next_cursor === null ? 'end' : 'idle'
  }

  /** A session lives a day; what follows an expired one is a new one, and the titles already shown stay where they are. */
  private async reopen(): Promise<void> {
    if (!this.begun) {
      this.state = 'failed'
      return
    }
    this.begun = false
    this.cursor = null
    this.session = uuid()
    this.state = 'idle'
    await this.more()
  }
}

/** Which slides carry pictures and which carry media: a handful around the one being looked at. */
export const near = (index: number, current: number): { picture: boolean; media: boolean } => ({
  picture: index >= current - 2 && index <= current + 4,
  media: index >= current - 1 && index <= current + 1,
})
