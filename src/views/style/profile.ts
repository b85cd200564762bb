/** The profile: list of columns and the pane of one column. */
export const profile = `
.as-pf { display: grid; grid-template-columns: minmax(0, 1fr) 358px; }
.as-pf > .as-top, .as-pf > .as-notes { grid-column: 1 / -1; }
.as-pf > .as-top { border-bottom: 1px solid var(--as-line); }
.as-pf > .as-notes { padding: 4px 12px 8px; border-bottom: 1px solid var(--as-line); }
.as-tools { display: flex; flex-wrap: wrap; gap: 8px; padding: 8px 12px 4px; align-items: center; } .as-tools input { width: 150px; }
.as-map { padding: 6px 12px 0; } .as-map svg { margin-top: 4px; cursor: ew-resize; touch-action: none; }
.as svg .as-frame { fill: var(--as-accent-bg); stroke: var(--as-accent); }
.as-cl-wrap { overflow: auto; max-height: 640px; }
.as-cl thead th { position: sticky; top: 0; background: var(--as-bg); z-index: 1; }
.as-cl td { height: 46px; } .as-cl.as-dense td { height: 26px; } .as-cl th:first-child, .as-cl td:first-child { padding-left: 12px; }
.as-cl tbody tr { cursor: pointer; } .as-cl tbody tr:hover td { background: var(--as-fill); }
.as-cl tbody tr[aria-selected=true] td { background: var(--as-accent-bg); } .as-cl tr[aria-selected=true] td:first-child { box-shadow: inset 3px 0 0 var(--as-accent); }
.as-cl tbody tr:focus-visible { outline-offset: -2px; }
.as-cl .as-nm { font-weight: 600; line-height: 1.2; max-width: 230px; overflow: hidden; text-overflow: ellipsis; } .as-cl .as-ty { font-size: 11px; color: var(--as-ink-2); line-height: 1.2; font-weight: 400; }
.as-cl .as-ms { display: flex; align-items: center; gap: 6px; justify-content: flex-end; } .as-cl .as-ms span { min-width: 44px; text-align: right; } .as-smp .as-ms span { min-width: 76px; }
.as-cl td.as-mk { font-size: 11px; color: var(--as-ink-2); max-width: 200px; white-space: normal; line-height: 1.25; } .as-cl td.as-mk .as-sev { color: var(--as-ink); }
.as-cl td.as-empty { white-space: normal; color: var(--as-ink-2); padding: 12px; cursor: default; }
.as-dt { border-left: 1px solid var(--as-line); padding: 8px 14px 14px; min-width: 0; }
.as-dt .as-r { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 8px; }
.as-dt section { margin-top: 12px; } .as-dt td, .as-dt th { height: 20px; padding: 0 6px 0 0; } .as-dt tbody tr + tr > * { border: 0; }
.as-chart { margin-top: 8px; }
.as-qs { display: grid; grid-template-columns: repeat(5, 1fr); gap: 2px 0; } .as-qs.as-q4 { grid-template-columns: repeat(4, 1fr); } .as-qs div { font-size: 12px; } .as-qs small { display: block; font-size: 11px; color: var(--as-ink-2); }
.as-dt td.as-v { max-width: 150px; overflow: hidden; text-overflow: ellipsis; }
@container (max-width: 860px) {
  .as-pf { grid-template-columns: minmax(0, 1fr); } .as-dt { border-left: 0; border-top: 1px solid var(--as-line); }
}
@container (max-width: 760px) { .as-cl .as-ms svg { display: none; } .as-cl td, .as-cl th { padding: 0 6px; } .as-cl td.as-mk { max-width: 150px; } .as-cl .as-nm { max-width: 150px; } }
@container (max-width: 520px) { .as-cl .as-lk { display: none; } }
`
