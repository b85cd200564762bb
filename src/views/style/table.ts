/** Tables and failing cells. */
export const table = `
.as-tb { position: relative; overflow-x: auto; border-bottom: 1px solid var(--as-line); }
.as-tb thead th { color: var(--as-ink); font-size: 12px; line-height: 1.35; padding-top: 4px; vertical-align: top; }
.as-tb .as-ty { display: block; min-height: 16px; font-size: 11px; color: var(--as-ink-2); }
.as-tb td.as-g, .as-tb th.as-g { color: var(--as-ink-2); font-size: 11px; text-align: right; border-right: 1px solid var(--as-line); width: 1%; }
.as-tb tbody tr:hover td { background: var(--as-fill); }
.as-tb td { max-width: 270px; overflow: hidden; text-overflow: ellipsis; }
.as-tb td.as-f { position: relative; cursor: help; }
.as-tb tbody td.as-f.as-e { background: var(--as-error-bg); } .as-tb tbody td.as-f.as-w { background: var(--as-warn-bg); } .as-tb tbody td.as-f.as-i { background: var(--as-note-bg); }
.as-tb td.as-f::before { content: ""; position: absolute; left: 0; top: 0; border: 3.5px solid transparent; border-left-color: var(--c); border-top-color: var(--c); }
.as-tb td.as-f.as-e { --c: var(--as-error-mark); } .as-tb td.as-f.as-w { --c: var(--as-warn-mark); } .as-tb td.as-f.as-i { --c: var(--as-note); }
.as-tb td.as-f:focus-visible { outline-offset: -2px; }
.as-tb tr.as-e td.as-g { color: var(--as-ink); box-shadow: inset 2px 0 0 var(--as-error-mark); } .as-tb tr.as-w td.as-g { color: var(--as-ink); box-shadow: inset 2px 0 0 var(--as-warn-mark); }
.as-tb .as-cf { display: flex; gap: 5px; align-items: center; font-size: 11px; height: 15px; } .as-tb th.as-n .as-cf { justify-content: flex-end; }
.as-tb td.as-rs, .as-tb th.as-rs { position: sticky; right: 0; background: var(--as-bg); box-shadow: inset 1px 0 0 var(--as-line); }
.as-tb td.as-rs { white-space: normal; line-height: 1.35; padding: 4px 8px; min-width: 300px; max-width: none; }
.as-tb tbody tr:hover td.as-rs { background: linear-gradient(var(--as-fill), var(--as-fill)) var(--as-bg); } .as-rs .as-sev { margin-right: 12px; max-width: 100%; }
.as-ft { display: flex; flex-wrap: wrap; gap: 2px 12px; align-items: center; padding-top: 6px; font-size: 12px; color: var(--as-ink-2); }
.as-tip { position: fixed; margin: 0; inset: auto; background: var(--as-bg); color: var(--as-ink); border: 1px solid var(--as-ink-3); border-radius: var(--as-radius);
  padding: 6px 10px 7px; width: max-content; max-width: 300px; white-space: normal; font-size: 12px; line-height: 1.45; overflow: visible; pointer-events: none; }
.as-tip > div + div { margin-top: 3px; }
@container (max-width: 760px) { .as-tb td.as-rs, .as-tb th.as-rs { position: static; min-width: 240px; } }
`
