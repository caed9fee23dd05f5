import type { ReactNode } from 'react';

export default function Loading(): ReactNode {
  return (
    <div className="page simulator" aria-busy="true">
      <div className="page-head">
        <h1>Simulator</h1>
      </div>
      <div className="sim" aria-hidden="true">
        <div className="ctl">
          {['service', 'fleet', 'load', 'policies'].map((part) => (
            <span key={part} className="skeleton" />
          ))}
        </div>
        <div className="sim-waiting" />
      </div>
    </div>
  );
}
