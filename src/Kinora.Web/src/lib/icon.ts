import { html, type TemplateResult } from 'lit'
import { meta } from './http.ts'

/** A drawing of the sprite that the server names in the page's head. */
export const icon = (name: string): TemplateResult => html`<svg class="icon" aria-hidden="true"><use href="${meta('icons')}#${name}"></use></svg>`
