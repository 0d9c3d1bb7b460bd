/** A picture that does not come is replaced by the generated one: no page shows a broken picture. */
export function artworkFallback(): void {
  const mend = (image: HTMLImageElement) => {
    const generated = image.dataset['fallback']
    if (!generated) return
    delete image.dataset['fallback']
    image.src = generated
  }
  document.addEventListener('error', event => { if (event.target instanceof HTMLImageElement) mend(event.target) }, true)
  for (const image of document.querySelectorAll<HTMLImageElement>('img[data-fallback]')) if (image.complete && image.naturalWidth === 0 && image.currentSrc) mend(image)
}
