/** Training, evaluation and progress. */
export const training = `
.as-tr > .as-top { align-items: center; }
.as-body { display: grid; grid-template-columns: minmax(0, 1fr) 292px; } .as-body > div { padding: 10px 12px 12px; min-width: 0; } .as-body > div + div { border-left: 1px solid var(--as-line); }
.as-tr > .as-body + .as-body { border-top: 1px solid var(--as-line); }
.as-why { font-size: 12px; line-height: 1.45; margin-top: 8px !important; color: var(--as-ink-2); } .as-why b { color: var(--as-ink); }
.as-verdict { padding: 8px 12px; border-top: 1px solid var(--as-line); border-bottom: 1px solid var(--as-line); background: var(--as-fill); } .as-verdict.as-bad { background: var(--as-warn-bg); }
.as-three { display: grid; grid-template-columns: minmax(0, 1.35fr) minmax(0, 1fr); border-bottom: 1px solid var(--as-line); } .as-three:last-child { border-bottom: 0; }
.as-three > div { padding: 10px 12px 14px; min-width: 0; } .as-three > div + div { border-left: 1px solid var(--as-line); }
.as-three h3 + table + h3 { margin-top: 14px; }
.as-pg { padding: 8px 12px; } .as-pg .as-line { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; } .as-pg .as-track { margin-top: 8px; }
.as .as-mt th, .as .as-mt td { white-space: normal; padding: 2px 6px; line-height: 1.3; } .as .as-mt th:first-child, .as .as-mt td:first-child { padding-left: 0; }
.as-acct { color: var(--as-accent); }
@container (max-width: 780px) {
  .as-body, .as-three { grid-template-columns: minmax(0, 1fr); } .as-body > div + div, .as-three > div + div { border-left: 0; border-top: 1px solid var(--as-line); }
}
`
