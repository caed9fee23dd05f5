import type { ReactNode } from 'react';
import type { RecognisedFormat } from '@/lib/domain/recognised-format';
import { Icon } from '../ui/icon';
import { Section } from '../ui/section';
import { formatAnchor } from './format-names';
import { SheetList } from './sheet-list';

/** The formats nothing was recognised of, each a line until opened. */
export function OtherFormats({ items }: { items: readonly RecognisedFormat[] }): ReactNode {
  return (
    <Section title="Also known">
      <p className="faint">Recognised as soon as a key of theirs appears where Rollcall reads.</p>
      <ul className="other-formats">
        {items.map((item) => (
          <li key={`${item.kind} ${item.format}`}>
            <details className="fold" id={formatAnchor(item.format, item.kind)}>
              <summary>
                <Icon name="right" small />
                <span className="other-title">{item.title}</span>
                {item.kind === 'consul' && item.format !== 'consul' && <span className="faint">in Consul</span>}
                <span className="mono faint clip" title={item.keys}>
                  {item.keys}
                </span>
              </summary>
              <SheetList sheet={item} />
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}
