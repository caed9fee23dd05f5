'use client';

import { type RefObject, useEffect, useRef } from 'react';

/** What is drawn on: sizes are in pixels of the page. */
export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  /** The value of one of the tokens: `--ink`. */
  readonly colour: (token: string) => string;
}

/** A canvas as wide as its place, drawn again when `draw` is another, the width changes, or the theme. */
export function useCanvas(height: number, draw: (surface: Surface) => void): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const again = () => {
      const surface = surfaceOf(element, height);
      if (surface) draw(surface);
    };
    return watchLook(element, again);
  }, [height, draw]);
  return canvas;
}

/** Calls at once and whenever the width of an element changes, or the theme; until what it gives is called. */
export function watchLook(element: HTMLElement, again: () => void): () => void {
  const sized = new ResizeObserver(again);
  sized.observe(element);
  const themed = new MutationObserver(again);
  themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', again);
  return () => {
    sized.disconnect();
    themed.disconnect();
    scheme.removeEventListener('change', again);
  };
}

/** Clears the canvas and makes it as sharp as the screen; null where it has no width. */
export function surfaceOf(element: HTMLCanvasElement, height: number): Surface | null {
  const width = element.clientWidth;
  const context = element.getContext('2d');
  if (width === 0 || !context) return null;
  const ratio = window.devicePixelRatio || 1;
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  // A new size takes new memory: an animation would be asking for it sixty times a second.
  if (element.width !== wide) element.width = wide;
  if (element.height !== high) element.height = high;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width, height, colour: colourOf(element) };
}

/** What was worked out, by theme and token. */
const known = new Map<string, string>();

/** Tokens say `light-dark(…)`: only a colour that is used is worked out, once for each theme. */
export function colourOf(element: HTMLElement): (token: string) => string {
  const { colorScheme } = getComputedStyle(element);
  const theme = `${colorScheme} ${matchMedia('(prefers-color-scheme: dark)').matches}`;
  return (token) => {
    const before = known.get(`${theme} ${token}`);
    if (before !== undefined) return before;
    const probe = document.createElement('i');
    probe.style.color = `var(${token})`;
    element.parentElement?.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    known.set(`${theme} ${token}`, color);
    return color;
  };
}
