/** The report's own style: no files besides, light by default, dark on request, print always light. */
export const style = `
:root{--bg:#fff;--fill:rgba(0,0,0,.035);--line:#e0e0e0;--line-2:#b9bec4;--ink:rgba(0,0,0,.87);--ink-2:#5b6066;--accent:#1669c1;--data:#7f8b98;--data-2:#cfd5db;--error:#a8201a;--error-mark:#a8201a;--warn:#8f5200;--warn-mark:#cf7a00;--note:#4d6a86;color-scheme:light}
@media screen{
:root[data-theme=dark]{--bg:#212121;--fill:rgba(255,255,255,.045);--line:#424242;--line-2:#6a7076;--ink:rgba(255,255,255,.87);--ink-2:#abb1b7;--accent:#6cb3f5;--data:#8d99a6;--data-2:#464d54;--error:#ff8f85;--error-mark:#e8594f;--warn:#f2b152;--warn-mark:#f2b152;--note:#a3bbd3;color-scheme:dark}
}
@media screen and (prefers-color-scheme:dark){
:root:not([data-theme=light]){--bg:#212121;--fill:rgba(255,255,255,.045);--line:#424242;--line-2:#6a7076;--ink:rgba(255,255,255,.87);--ink-2:#abb1b7;--accent:#6cb3f5;--data:#8d99a6;--data-2:#464d54;--error:#ff8f85;--error-mark:#e8594f;--warn:#f2b152;--warn-mark:#f2b152;--note:#a3bbd3;color-scheme:dark}
}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:14px/1.6 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;font-variant-numeric:tabular-nums lining-nums;-webkit-text-size-adjust:100%}
article{display:none;max-width:1080px;margin:0 auto;padding:24px 24px 60px}
html[data-lang=en] article[lang=en],html[data-lang=zh-CN] article[lang=zh-CN]{display:grid;grid-template-columns:minmax(0,1fr)}
article[lang=zh-CN]{line-height:1.75}
@media(min-width:1000px){html[data-lang] article[lang]{grid-template-columns:200px minmax(0,760px);column-gap:48px;justify-content:center}nav{position:sticky;top:24px;align-self:start}}
nav{font-size:12px;margin-bottom:24px}
nav h2{all:unset;display:block;font-size:11px;color:var(--ink-2);border-bottom:1px solid var(--line);padding-bottom:4px;margin-bottom:6px}
nav ol{margin:0;padding:0;list-style:none}
nav li a{display:flex;gap:8px;padding:2px 0;color:var(--ink-2);text-decoration:none}
nav li a:hover{color:var(--accent)}
nav i,h2 i{font-style:normal;min-width:1.2em}
nav p{margin:12px 0 0;display:flex;flex-wrap:wrap;gap:2px 12px}
nav button{all:unset;cursor:pointer;font-size:11px;color:var(--accent)}
nav button[aria-pressed=true]{color:var(--ink-2);cursor:default}
:focus-visible{outline:2px solid var(--accent)!important;outline-offset:2px}
.eyebrow,.meta,figcaption,caption,.muted{color:var(--ink-2);font-size:12px}
.eyebrow,.meta{margin:0}
.meta{padding-bottom:12px;border-bottom:1px solid var(--line)}
h1{font-size:25px;line-height:1.25;font-weight:600;margin:2px 0 8px;letter-spacing:-.01em;text-wrap:balance}
article[lang=zh-CN] h1{letter-spacing:0;line-height:1.4}
main h2{font-size:17px;line-height:1.35;font-weight:600;margin:36px 0 10px;padding-top:10px;border-top:1px solid var(--line-2);display:flex;gap:10px}
main h2 i{font-weight:400;color:var(--ink-2)}
section:first-of-type h2{border-top:0;margin-top:16px}
h3{font-size:14px;font-weight:600;margin:0 0 2px;line-height:1.45}
p{margin:0 0 10px}
b,strong{font-weight:600}
table{border-collapse:collapse;width:100%;font-size:12.5px;margin:0 0 14px;line-height:1.4}
caption{text-align:left;padding-bottom:4px}
th,td{text-align:left;font-weight:400;padding:4px 8px;vertical-align:top;overflow-wrap:break-word}
th:first-child,td:first-child{padding-left:0}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--ink-2);font-size:11px;border-bottom:1px solid var(--line-2);vertical-align:bottom;overflow-wrap:normal}
tbody tr+tr>*{border-top:1px solid var(--line)}
td.right,th.right{text-align:right;overflow-wrap:normal}
td.right{white-space:nowrap}
td.marked>span{display:flex;gap:7px;align-items:flex-start}
.shape{flex:none;width:10px;height:10px;margin-top:.3em}
.shape.error{fill:var(--error-mark)}.shape.warning{fill:var(--warn-mark)}.shape.note{fill:none;stroke:var(--note);stroke-width:2}.shape.pass{fill:none;stroke:var(--ink-2);stroke-width:1.6}
.bar{display:block;height:11px;margin-top:3px;background:var(--data);min-width:1px}
.bar.error{background:var(--error-mark)}.bar.warning{background:var(--warn-mark)}
.decision{border-left:3px solid var(--accent);padding:2px 0 2px 14px;margin:0 0 18px}
.decision p{margin:0 0 4px}
.decision ul{margin:0;padding-left:18px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));margin:16px 0 6px;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
.figures>div{padding:10px 12px}
.figures>div:first-child{padding-left:0}
.figures>div+div{border-left:1px solid var(--line)}
.figures b{display:block;font-size:22px;line-height:1.2;letter-spacing:-.01em}
.figures span{display:block;font-size:12px;line-height:1.45;color:var(--ink-2);margin-top:2px}
.problem{margin:18px 0 22px}
.problem h3{display:flex;gap:7px;align-items:flex-start}
.problem h3 .shape{margin-top:.4em}
dl{display:grid;grid-template-columns:minmax(80px,max-content) minmax(0,1fr);gap:4px 20px;margin:8px 0 14px;font-size:13px}
dt{color:var(--ink-2)}
dd{margin:0;overflow-wrap:anywhere}
figure{margin:10px 0 16px}
figure svg{display:block;width:100%;height:auto;overflow:visible}
svg text{font:11px system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif;fill:var(--ink-2)}
svg .grid{stroke:var(--line);fill:none}
svg .line{fill:none;stroke-width:1.5;stroke-linejoin:round;stroke:var(--data-2)}
svg .line.reference{stroke:var(--data)}
svg .line.subject{stroke:var(--accent);stroke-width:2}
svg text.subject{fill:var(--accent)}
svg .mark{fill:var(--accent);stroke:var(--bg);stroke-width:2}
svg.columns{width:120px;height:22px;display:block}
svg.columns rect{fill:var(--data)}
details summary{cursor:pointer;font-size:11px;color:var(--accent)}
details table{margin-top:6px}
.flow{display:flex;flex-wrap:wrap;gap:8px 0;list-style:none;padding:0;margin:8px 0 14px}
.flow li{display:flex;align-items:center;font-size:12px;line-height:1.4}
.flow li>span{border:1px solid var(--line-2);border-radius:2px;padding:5px 10px;display:block;max-width:220px}
.flow li:last-child>span{border-color:var(--accent)}
.flow small{display:block;font-size:11px;color:var(--ink-2)}
.flow li+li::before{content:"→";color:var(--ink-2);padding:0 7px}
footer{margin-top:36px;border-top:1px solid var(--line);padding-top:10px;font-size:11px;color:var(--ink-2)}
.wide{overflow-x:auto}
@media(max-width:640px){article{padding:16px 14px 40px}.figures{grid-template-columns:1fr 1fr}.figures>div:nth-child(odd){padding-left:0;border-left:0}th,td{padding:4px 5px}}
@media print{@page{size:A4;margin:16mm 14mm 18mm}body{font-size:9.6pt}nav,details{display:none!important}html[data-lang] article[lang]{padding:0;max-width:none}html[data-lang=en] article[lang=en],html[data-lang=zh-CN] article[lang=zh-CN]{display:block}main h2,h3,caption,figcaption{break-after:avoid}tr,.problem,figure,.figures,.decision,dl>*{break-inside:avoid}thead{display:table-header-group}table{font-size:8.4pt}}
`.trim()

/** Switches language and theme; the report reads the same without it, in its first language. */
export const script = `
const page=document.documentElement
const press=()=>{for(const b of document.querySelectorAll('nav button')){const on=b.dataset.lang?page.dataset.lang===b.dataset.lang:(page.dataset.theme||'')===b.dataset.theme;b.setAttribute('aria-pressed',on)}}
addEventListener('click',e=>{const b=e.target.closest('nav button');if(!b)return
if(b.dataset.lang){page.dataset.lang=page.lang=b.dataset.lang;document.title=document.querySelector('article[lang="'+b.dataset.lang+'"] h1').textContent}
else if(b.dataset.theme)page.dataset.theme=b.dataset.theme
press()})
press()
`.trim()
