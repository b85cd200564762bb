/** The scorecard, and the list of cleaning steps. */
export const check = `
.as-sc > .as-top { border-bottom: 1px solid var(--as-line); }
.as-ov { display: grid; grid-template-columns: 300px minmax(0, 1fr); } .as-ov > div { padding: 12px; } .as-ov > div + div { border-left: 1px solid var(--as-line); }
.as-big { font-size: var(--as-t5); font-weight: 600; line-height: 1.1; letter-spacing: -.01em; margin-top: 12px; } .as-big small { font-size: 13px; font-weight: 400; color: var(--as-ink-2); letter-spacing: 0; }
.as-seg { margin-top: 8px; } .as-seg dl { display: grid; grid-template-columns: 12px 1fr auto; gap: 2px 6px; margin: 6px 0 0; font-size: 12px; align-items: center; }
.as-seg dt, .as-seg dd { margin: 0; } .as-seg dd:nth-of-type(2n) { text-align: right; }
.as-how { margin-top: 6px; font-size: 12px; } .as-how p { margin: 6px 0 0; } .as-fx { border-left: 2px solid var(--as-line-2); padding-left: 8px; margin-top: 6px; line-height: 1.55; }
.as-dm td { height: 27px; } .as-dm td:first-child, .as-dm th:first-child { padding-left: 0; }
.as-rl { border-top: 1px solid var(--as-line); }
.as-rl td { height: 28px; } .as-rl td:first-child, .as-rl th:first-child { padding-left: 12px; } .as-rl td.as-t { min-width: 190px; white-space: normal; line-height: 1.3; padding-top: 4px; padding-bottom: 4px; }
.as-rl tr.as-grp th { background: var(--as-fill); font-weight: 600; color: var(--as-ink); font-size: 12px; height: 24px; padding-left: 12px; } .as-rl tr.as-grp span { font-weight: 400; color: var(--as-ink-2); }
.as-rl tbody tr.as-rule { cursor: pointer; } .as-rl tbody tr.as-rule:hover td { background: var(--as-fill); }
.as-rl tr.as-rule td.as-t > div { display: flex; align-items: flex-start; }
.as-rl tr.as-x > td { padding: 0 12px 0 33px; white-space: normal; } .as-rl tr.as-x > td > div { padding: 6px 0 10px; width: 0; min-width: 100%; overflow-x: auto; position: relative; }
.as-rl tr.as-x p { margin: 0 0 4px; font-size: 12px; }
.as-rl button.as-tw { width: 16px; height: 16px; padding: 0; border: 0; margin-left: -5px; flex: none; }
.as-tw::before { content: ""; display: block; width: 0; height: 0; margin-left: 6px; border: 4px solid transparent; border-left: 5px solid var(--as-ink-2); }
.as-tw[aria-expanded=true]::before { transform: rotate(90deg); margin: 2px 0 0 3px; }
.as-fold { padding: 10px 12px 12px; border-top: 1px solid var(--as-line); }
.as td.as-col { max-width: 190px; overflow: hidden; text-overflow: ellipsis; }
.as td.as-wraps { white-space: normal; line-height: 1.3; padding: 5px 8px; } .as-rl td.as-wraps:first-child { padding-left: 12px; min-width: 180px; }
@container (max-width: 940px) { .as-hide { display: none; } }
@container (max-width: 760px) { .as-hide2 { display: none; } .as-ov { grid-template-columns: minmax(0, 1fr); } .as-ov > div + div { border-left: 0; border-top: 1px solid var(--as-line); } }
`
