/** What came of a call: the body, or what to tell a person. `status` 0 means that no answer arrived. */
export type Reply<T> = { ok: true; status: number; body: T; headers?: Headers } | { ok: false; status: number; code: string; message: string; retryAfter: number | null; problem?: unknown }

export const meta = (name: string): string => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ''

/** The headers that every write of this page carries. */
export function csrf(): Record<string, string> {
  const token = meta('csrf-token')
  return token ? { RequestVerificationToken: token } : {}
}

/** Calls the API with this page's session. Never throws: a lost connection is a reply with status 0. */
export async function call<T>(method: string, path: string, body?: unknown, { ifMatch, ...options }: { keepalive?: boolean; signal?: AbortSignal; ifMatch?: number } = {}): Promise<Reply<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (ifMatch !== undefined) headers['If-Match'] = `"${ifMatch}"`
  if (method !== 'GET') Object.assign(headers, csrf())
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  try {
    const answer = await fetch(path, { method, headers, credentials: 'same-origin', body: body === undefined ? null : JSON.stringify(body), ...options })
    const text = await answer.text()
    const parsed: unknown = text ? JSON.parse(text) : null
    return answer.ok ? { ok: true, status: answer.status, body: parsed as T, headers: answer.headers } : failure(answer, parsed)
  } catch (fault) {
    return { ok: false, status: 0, code: fault instanceof SyntaxError ? 'not-json' : 'no-connection', message: '', retryAfter: null }
  }
}

function failure(answer: Response, parsed: unknown): Reply<never> {
  const error = (parsed as { error?: { code?: string; message?: string } } | null)?.error
  const wait = Number(answer.headers.get('Retry-After'))
  return { ok: false, status: answer.status, code: error?.code ?? `http-${answer.status}`, message: error?.message ?? '', retryAfter: Number.isFinite(wait) && wait > 0 ? wait : null, problem: parsed }
}

/** A title's id as a path segment; the colon stays readable. */
export const segment = (titleId: string): string => encodeURIComponent(titleId).replace('%3A', ':')
