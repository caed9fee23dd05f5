import { colourOf, type Surface } from './use-canvas';

/** What a picture to save is drawn on: (0, 0) is within its edge. */
export interface Sheet {
  readonly surface: Surface;
  /** Without a font small, without a token in ink; as wide as a column, unless it has more room. */
  readonly write: (
    text: string,
    at: readonly [x: number, y: number],
    look: { readonly font?: string; readonly token?: string; readonly room?: number },
  ) => void;
  readonly toBlob: () => Promise<Blob | null>;
}

const EDGE = 24;
/** Twice the pixels: it is looked at on sharp screens. */
const SHARPNESS = 2;
const MOST_TEXT = 196;

/** A sheet in the page's colours and its font; null where the browser gives no canvas. */
export function sheetOf(width: number, height: number): Sheet | null {
  const canvas = document.createElement('canvas');
  canvas.width = SHARPNESS * (width + 2 * EDGE);
  canvas.height = SHARPNESS * (height + 2 * EDGE);
  const context = canvas.getContext('2d');
  const page = document.querySelector<HTMLElement>('.simulator .results');
  if (!context || !page) return null;
  const colour = colourOf(page);
  const { fontFamily } = getComputedStyle(page);
  context.scale(SHARPNESS, SHARPNESS);
  context.fillStyle = colour('--panel');
  context.fillRect(0, 0, width + 2 * EDGE, height + 2 * EDGE);
  context.translate(EDGE, EDGE);
  return {
    surface: { context, width, height, colour },
    write(text, [x, y], { font = '400 11px', token = '--ink', room = MOST_TEXT }) {
      context.font = `${font} ${fontFamily}`;
      context.fillStyle = colour(token);
      context.fillText(text, x, y, room);
    },
    toBlob: () => new Promise((resolve) => canvas.toBlob(resolve, 'image/png')),
  };
}
