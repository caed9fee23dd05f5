'use client';

import { type ReactNode, useState } from 'react';
import { MOST_BYTES, type Recording, RecordingError } from '@/lib/view/simulation-recording';
import { countText } from './figures';

interface FileFieldProps<Value> {
  readonly label: string;
  /** What a line holds: `time`. */
  readonly unit: string;
  readonly recording: Recording<Value> | null;
  /** @throws RecordingError */
  readonly read: (name: string, text: string) => Recording<Value>;
  readonly onChoose: (recording: Recording<Value>) => void;
}

/** A file of recorded traffic: what is chosen is read here and goes nowhere else. */
export function FileField<Value>({ label, unit, recording, read, onChoose }: FileFieldProps<Value>): ReactNode {
  const [said, setSaid] = useState<{ readonly text: string; readonly isWrong: boolean } | null>(null);

  async function choose(file: File): Promise<void> {
    try {
      if (file.size > MOST_BYTES) throw new RecordingError('it is larger than 8 MiB');
      const chosen = read(file.name, await file.text());
      const isOther = recording?.values === null && recording.digest !== chosen.digest;
      setSaid(isOther ? { text: 'Not the file of the link: the numbers will be others.', isWrong: false } : null);
      onChoose(chosen);
    } catch (error) {
      const why = error instanceof RecordingError ? error.message : 'it could not be read';
      setSaid({ text: `${file.name}: ${why}.`, isWrong: true });
    }
  }

  return (
    <label className="field">
      <span>{label}</span>
      <span className="btn pick picker">
        <span className="clip">{recording?.name ?? <span className="faint">Choose a file</span>}</span>
        {recording && <span className="faint">Change</span>}
        <input
          type="file"
          accept=".txt,.csv,.log,text/*"
          aria-label={label}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            // The same file may be chosen again, after it was mended.
            target.value = '';
            if (file) void choose(file);
          }}
        />
      </span>
      <span className={said?.isWrong ? 'hint wrong' : 'hint'} role={said ? 'alert' : undefined}>
        {said?.text ?? hintOf(recording, unit)}
      </span>
    </label>
  );
}

function hintOf(recording: Recording<unknown> | null, unit: string): string {
  if (!recording) return `One ${unit} a line; it stays in this browser.`;
  const lines = `${countText(recording.count)} ${unit}s`;
  return recording.values ? lines : `${lines}, not at hand: choose the file.`;
}
