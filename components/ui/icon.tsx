import type { ReactNode } from 'react';

/** Outlines on a 16 px grid. The states differ in outline, not in colour alone. */
const SHAPES = {
  passing: ['M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0', 'm5.4 8.2 1.8 1.8 3.4-3.8'],
  warning: ['M8 2.4 14 13H2z', 'M8 6.6v2.9M8 11.3v.1'],
  critical: ['M5.6 2h4.8L14 5.6v4.8L10.4 14H5.6L2 10.4V5.6z', 'm6.1 6.1 3.8 3.8M9.9 6.1 6.1 9.9'],
  unknown: ['M5.8 8h4.4'],
  out: ['M6.2 2.8H3.8a1 1 0 0 0-1 1v8.4a1 1 0 0 0 1 1h2.4', 'M6.4 8h7M10.7 5.2 13.5 8l-2.8 2.8'],
  in: [
    'M13.2 7.4A5.2 5.2 0 0 0 4 4.6L2.8 5.8M2.8 8.6A5.2 5.2 0 0 0 12 11.4l1.2-1.2',
    'M2.8 2.9v2.9h2.9M13.2 13.1v-2.9h-2.9',
  ],
  registered: ['M8 3v10M3 8h10'],
  deregistered: ['M3 8h10'],
  updated: ['M3 13l.7-2.9 7-7a1.4 1.4 0 0 1 2.2 2.2l-7 7z'],
  overview: ['M2 8.5h3l2-5 2.6 9 2-4H14'],
  services: [
    'M3.6 2.6h8.8a1.3 1.3 0 0 1 1.3 1.3v1.8A1.3 1.3 0 0 1 12.4 7H3.6a1.3 1.3 0 0 1-1.3-1.3V3.9a1.3 1.3 0 0 1 1.3-1.3z',
    'M3.6 9h8.8a1.3 1.3 0 0 1 1.3 1.3v1.8a1.3 1.3 0 0 1-1.3 1.3H3.6a1.3 1.3 0 0 1-1.3-1.3v-1.8A1.3 1.3 0 0 1 3.6 9z',
    'M4.9 4.8h.1M4.9 11.2h.1',
  ],
  changes: ['M8 4.6V8l2.3 1.5', 'M2.6 5.8A6 6 0 1 1 2 8', 'M2.2 2.6v3.3h3.3'],
  registries: [
    'M2.8 3.9a5.2 1.9 0 1 0 10.4 0a5.2 1.9 0 1 0-10.4 0',
    'M2.8 3.9v8.2c0 1.05 2.33 1.9 5.2 1.9s5.2-.85 5.2-1.9V3.9M2.8 8c0 1.05 2.33 1.9 5.2 1.9s5.2-.85 5.2-1.9',
  ],
  search: ['M2.7 7a4.3 4.3 0 1 0 8.6 0a4.3 4.3 0 1 0-8.6 0', 'm10.3 10.3 3.2 3.2'],
  down: ['m4.5 6.3 3.5 3.5 3.5-3.5'],
  right: ['m6.3 4.5 3.5 3.5-3.5 3.5'],
  'sort-down': ['M8 3.5v9M4.7 9.2 8 12.5l3.3-3.3'],
  'sort-up': ['M8 12.5v-9M4.7 6.8 8 3.5l3.3 3.3'],
  arrow: ['M3 8h10M9.5 4.8 13 8l-3.5 3.2'],
  pause: ['M5.6 3.5v9M10.4 3.5v9'],
  play: ['M5 3.2v9.6L12.6 8z'],
  sun: [
    'M5.2 8a2.8 2.8 0 1 0 5.6 0a2.8 2.8 0 1 0-5.6 0',
    'M8 1.6v1.3M8 13.1v1.3M1.6 8h1.3M13.1 8h1.3M3.5 3.5l.9.9M11.6 11.6l.9.9M12.5 3.5l-.9.9M4.4 11.6l-.9.9',
  ],
  moon: ['M13.3 9.7A5.7 5.7 0 0 1 6.3 2.7a5.7 5.7 0 1 0 7 7z'],
  system: [
    'M3.2 2.8h9.6A1.2 1.2 0 0 1 14 4v5.8a1.2 1.2 0 0 1-1.2 1.2H3.2A1.2 1.2 0 0 1 2 9.8V4a1.2 1.2 0 0 1 1.2-1.2z',
    'M5.7 13.6h4.6',
  ],
  help: ['M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0', 'M6.3 6.4c0-2 3.5-2.1 3.5 0 0 1.3-1.7 1.4-1.7 2.6M8.1 11.3v.1'],
  filter: ['M2.5 4h11M4.7 8h6.6M6.8 12h2.4'],
  link: [
    'M6.7 9.3a2.7 2.7 0 0 0 4 .2l2-2a2.7 2.7 0 0 0-3.8-3.8l-.9.9',
    'M9.3 6.7a2.7 2.7 0 0 0-4-.2l-2 2a2.7 2.7 0 0 0 3.8 3.8l.9-.9',
  ],
  clock: ['M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0', 'M8 4.6V8l2.3 1.5'],
  copy: [
    'M7 5.5h5A1.5 1.5 0 0 1 13.5 7v5a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 12V7A1.5 1.5 0 0 1 7 5.5z',
    'M10.5 3.7a1.2 1.2 0 0 0-1.2-1.2H3.7a1.2 1.2 0 0 0-1.2 1.2v5.6c0 .7.5 1.2 1.2 1.2',
  ],
  check: ['m3.2 8.4 3.2 3.2 6.4-7'],
  close: ['m4 4 8 8M12 4l-8 8'],
  external: ['M9.4 2.8h3.8v3.8M13 3 7.6 8.4', 'M11.4 9.6v2.6a1 1 0 0 1-1 1H3.8a1 1 0 0 1-1-1V5.6a1 1 0 0 1 1-1h2.6'],
  more: [
    'M2.7 8a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0M7.5 8a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0M12.3 8a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0',
  ],
  gap: ['M2 5v6M14 5v6M4.6 8h.1M8 8h.1M11.4 8h.1'],
} as const satisfies Record<string, readonly string[]>;

export type IconName = keyof typeof SHAPES;

interface IconProps {
  readonly name: IconName;
  /** 14 px instead of 16, for use beside small text. */
  readonly small?: boolean;
}

/** A decorative icon: the word beside it carries the meaning. */
export function Icon({ name, small = false }: IconProps): ReactNode {
  return (
    <svg className={small ? 'i s' : 'i'} viewBox="0 0 16 16" aria-hidden="true">
      {name === 'unknown' && <circle cx="8" cy="8" r="6" strokeDasharray="2.3 2.4" />}
      {SHAPES[name].map((shape) => (
        <path key={shape} d={shape} />
      ))}
    </svg>
  );
}
