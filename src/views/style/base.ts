/** What every view shares. */
export const base = `
.as { font: var(--as-t3)/1.45 var(--as-font); color: var(--as-ink); background: var(--as-bg); font-variant-numeric: tabular-nums lining-nums;
  text-align: left; container-type: inline-size; -webkit-text-size-adjust: 100%; }
.as *, .as *::before, .as *::after { box-sizing: border-box; }
.as [hidden] { display: none !important; }
.as p { margin: 0; }
.as ul { margin: 0; padding: 0; list-style: none; }
.as table { border-collapse: collapse; border-spacing: 0; border: 0; font-size: var(--as-t2); margin: 0; width: 100%; table-layout: auto; }
.as th, .as td { padding: 0 var(--as-s2); text-align: left; font-weight: 400; vertical-align: middle; height: var(--as-row); white-space: nowrap;
  border: 0; background: none; max-width: none; }
.as tr { background: none; border: 0; }
.as thead th { color: var(--as-ink-2); font-size: var(--as-t1); border-bottom: 1px solid var(--as-line-2); vertical-align: bottom; padding-bottom: 3px; }
.as tbody tr + tr > * { border-top: 1px solid var(--as-line); }
.as caption { caption-side: top; text-align: left; }
.as .as-n { text-align: right; }
.as .as-mono { font-family: var(--as-mono); font-size: .94em; }
.as .as-mute { color: var(--as-ink-2); }
.as .as-sm { font-size: var(--as-t1); }
.as .as-t2 { font-size: var(--as-t2); }
.as b { font-weight: 600; }
.as h2, .as h3 { font-family: inherit; color: inherit; letter-spacing: 0; }
.as h2 { font-size: var(--as-t4); font-weight: 600; margin: 0; line-height: 1.3; overflow-wrap: anywhere; }
.as h3 { font-size: var(--as-t2); font-weight: 600; margin: 0 0 var(--as-s1); line-height: 1.45; }
.as h3 span { font-weight: 400; }
.as svg { display: block; overflow: visible; max-width: none; }
.as svg text { font: 11px var(--as-font); fill: var(--as-ink-2); font-variant-numeric: tabular-nums; }
.as svg text.as-10 { font-size: 10px; }
.as svg text.as-ink { fill: var(--as-ink); } .as svg text.as-acc { fill: var(--as-accent); } .as svg text.as-b { font-weight: 600; }
.as svg .as-ax { stroke: var(--as-line-2); stroke-width: 1; fill: none; shape-rendering: crispEdges; }
.as svg .as-gr { stroke: var(--as-line); stroke-width: 1; fill: none; shape-rendering: crispEdges; }
.as svg .as-bar { fill: var(--as-data); } .as svg .as-all { fill: var(--as-data-2); } .as svg .as-sel { fill: var(--as-accent); }
.as svg .as-er { fill: var(--as-error-mark); } .as svg .as-wa { fill: var(--as-warn-mark); } .as svg .as-ik { fill: var(--as-ink); }
.as svg .as-ln { fill: none; stroke: var(--as-data); stroke-width: 1.5; stroke-linejoin: round; stroke-linecap: round; }
.as svg .as-ln.as-acc { stroke: var(--as-accent); stroke-width: 1.75; } .as svg .as-ln.as-ink { stroke: var(--as-ink); stroke-width: 1.25; }
.as svg .as-band { fill: var(--as-accent); opacity: .17; }
.as svg .as-dash { stroke: var(--as-ink); stroke-width: 1; stroke-dasharray: 2 2; fill: none; }
.as svg .as-ring { fill: var(--as-bg); stroke: var(--as-ink); stroke-width: 1.8; }
.as-sev { display: inline-flex; align-items: center; gap: 5px; white-space: nowrap; }
.as-sev > svg { flex: none; width: 10px; height: 10px; }
.as-sev.as-e > svg, .as-sev.as-e b { color: var(--as-error); } .as-sev.as-e > svg { color: var(--as-error-mark); }
.as-sev.as-w > svg, .as-sev.as-w b { color: var(--as-warn); } .as-sev.as-w > svg { color: var(--as-warn-mark); }
.as-sev.as-i > svg { color: var(--as-note); } .as-sev.as-p > svg { color: var(--as-ink-2); }
.as-sev.as-wrap { white-space: normal; align-items: flex-start; } .as-sev.as-wrap > svg { margin-top: .32em; }
.as-sev > span { min-width: 0; overflow-wrap: anywhere; }
.as button { font: inherit; font-size: var(--as-t2); line-height: 1; color: var(--as-ink); background: none; border: 1px solid var(--as-ink-3); border-radius: var(--as-radius);
  height: 24px; padding: 0 8px; margin: 0; cursor: pointer; white-space: nowrap; }
.as button:hover:not(:disabled) { background: var(--as-fill); }
.as button:disabled { color: var(--as-ink-2); border-color: var(--as-line-2); cursor: default; }
.as :focus-visible { outline: 2px solid var(--as-focus); outline-offset: 1px; }
.as input[type=search], .as select { font: inherit; font-size: var(--as-t2); color: var(--as-ink); background: var(--as-bg); border: 1px solid var(--as-ink-3);
  border-radius: var(--as-radius); height: 24px; padding: 0 8px; margin: 0; }
.as select { padding: 0 2px; }
.as input::placeholder { color: var(--as-ink-2); opacity: 1; }
.as-hd { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 12px; padding: 0 0 var(--as-s2); }
.as-sp { flex: 1; }
.as-tag { font-size: 10.5px; border: 1px solid var(--as-line-2); border-radius: var(--as-radius); padding: 0 4px; color: var(--as-ink-2); line-height: 13px;
  display: inline-block; white-space: nowrap; vertical-align: baseline; font-weight: 400; }
.as-tag.as-pd { border-style: dashed; border-color: var(--as-ink-3); } .as-tag.as-smp { border-color: var(--as-accent); color: var(--as-accent); }
.as-null { color: var(--as-ink-2); font-style: italic; } .as:lang(zh) .as-null { font-style: normal; }
.as-mask { color: var(--as-ink-2); }
.as details > summary { cursor: pointer; color: var(--as-accent); list-style: none; font-size: var(--as-t2); width: fit-content; }
.as details > summary::-webkit-details-marker { display: none; }
.as details > summary::before { content: ""; display: inline-block; width: 0; height: 0; border: 4px solid transparent; border-left: 5px solid currentColor; margin-right: 4px; }
.as details[open] > summary::before { transform: rotate(90deg) translate(1px, 1px); }
.as-vh { position: absolute !important; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.as-box { border: 1px solid var(--as-line); border-radius: var(--as-radius); position: relative; }
.as-top { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; padding: 8px 12px; }
.as-top > b { overflow-wrap: anywhere; }
.as-scroll { overflow-x: auto; position: relative; }
.as-kv td { height: 22px; padding: 0; white-space: normal; vertical-align: top; line-height: 1.4; padding: 2px 0; } .as-kv tbody tr + tr > * { border: 0; }
.as-kv td:first-child { color: var(--as-ink-2); padding-right: 10px; white-space: nowrap; }
.as-kv td.as-n { overflow-wrap: anywhere; }
.as-notes { font-size: var(--as-t2); line-height: 1.45; } .as-notes li { display: flex; margin-top: 4px; }
.as-twin { margin-top: 6px; } .as .as-twin > summary { font-size: var(--as-t1); color: var(--as-ink-2); } .as-twin > div { max-height: 240px; overflow: auto; margin-top: 4px; }
.as-twin td, .as-twin th { height: 20px; }
.as-track { height: 4px; background: var(--as-fill-2); position: relative; }
.as-track > i { display: block; height: 4px; background: var(--as-accent); } .as-track > i.as-done { background: var(--as-ink-3); }
.as-stop { border-color: var(--as-ink) !important; font-weight: 600 !important; }
.as-stop::before { content: ""; display: inline-block; width: 8px; height: 8px; background: currentColor; margin-right: 6px; }
.as-stop:disabled { border-color: var(--as-line-2) !important; }
@media (prefers-reduced-motion: no-preference) { .as svg rect { transition: opacity .12s; } }
@media (forced-colors: active) { .as svg .as-bar, .as svg .as-sel, .as svg .as-er, .as svg .as-wa { fill: CanvasText; } }
@media print {
  .as { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .as button, .as-tools, .as-twin, .as-hint { display: none !important; }
  .as thead { display: table-header-group; } .as tr, .as svg { break-inside: avoid; } .as h2, .as h3 { break-after: avoid; }
  .as-scroll, .as-cl-wrap { overflow: visible !important; max-height: none !important; }
}
`
