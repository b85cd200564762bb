// Views stand in an element of class "as". A host with themes sets data-theme on it (or on the page's root); its --jp-* variables win
// wherever their contrast is safe. A page on its own follows the system. Print is always light.

const light = `
  color-scheme: light;
  --as-bg:        var(--jp-layout-color1, #ffffff);
  --as-fill:      rgba(0, 0, 0, .035);
  --as-fill-2:    rgba(0, 0, 0, .07);
  --as-line:      var(--jp-border-color2, #e0e0e0);
  --as-line-2:    #b9bec4;
  --as-ink:       var(--jp-content-font-color1, rgba(0, 0, 0, .87));
  --as-ink-2:     #5b6066;
  --as-ink-3:     #8b9197;
  --as-accent:    #1669c1;
  --as-accent-bg: rgba(22, 105, 193, .10);
  --as-focus:     var(--jp-focus-outline-color, #1976d2);
  --as-data:      #7f8b98;
  --as-data-2:    #cfd5db;
  --as-error:     #a8201a;   --as-error-bg: rgba(168, 32, 26, .09);   --as-error-mark: #a8201a;
  --as-warn:      #8f5200;   --as-warn-bg:  rgba(214, 128, 0, .13);   --as-warn-mark: #cf7a00;
  --as-note:      #4d6a86;   --as-note-bg:  rgba(77, 106, 134, .10);
  --as-font:      var(--jp-ui-font-family, system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif);
  --as-mono:      var(--jp-code-font-family, ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace);
  --as-t1: 11px;
  --as-t2: 12px;
  --as-t3: 13px;
  --as-t4: 15px;
  --as-t5: 26px;
  --as-s1: 4px; --as-s2: 8px; --as-s3: 12px; --as-s4: 16px; --as-s5: 24px; --as-s6: 32px;
  --as-radius: 2px;
  --as-row: 24px;`

const dark = `
  color-scheme: dark;
  --as-bg:        var(--jp-layout-color1, #212121);
  --as-fill:      rgba(255, 255, 255, .045);
  --as-fill-2:    rgba(255, 255, 255, .10);
  --as-line:      var(--jp-border-color2, #424242);
  --as-line-2:    #6a7076;
  --as-ink:       var(--jp-ui-font-color1, rgba(255, 255, 255, .87));
  --as-ink-2:     #abb1b7;
  --as-ink-3:     #848b92;
  --as-accent:    #6cb3f5;
  --as-accent-bg: rgba(108, 179, 245, .16);
  --as-focus:     var(--jp-focus-outline-color, #38a0f5);
  --as-data:      #8d99a6;
  --as-data-2:    #464d54;
  --as-error:     #ff8f85;   --as-error-bg: rgba(255, 110, 98, .17); --as-error-mark: #e8594f;
  --as-warn:      #f2b152;   --as-warn-bg:  rgba(242, 177, 82, .16);  --as-warn-mark: #f2b152;
  --as-note:      #a3bbd3;   --as-note-bg:  rgba(163, 187, 211, .14);`

/** Colours, type and space, light and dark. */
export const tokens = `
.as {${light}
}
@media screen and (prefers-color-scheme: dark) {
  :root:not([data-theme="light"]) .as:not([data-theme="light"]) {${dark}
  }
}
@media screen {
  :root[data-theme="dark"] .as:not([data-theme="light"]), .as[data-theme="dark"] {${dark}
  }
}
`
