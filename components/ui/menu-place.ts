const GAP_PX = 4;
const EDGE_PX = 8;

/** Where a menu stands in the window: below its button with their right edges in line, above it where there is no room. */
export function menuPlace(button: DOMRect, menu: HTMLElement): { top: string; left: string } {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = button.bottom + GAP_PX;
  const fits = below + height + EDGE_PX <= window.innerHeight;
  const top = fits ? below : Math.max(EDGE_PX, button.top - GAP_PX - height);
  const left = Math.max(EDGE_PX, Math.min(button.right - width, window.innerWidth - width - EDGE_PX));
  return { top: `${top}px`, left: `${left}px` };
}
