/** The page's style sheet. Colours are pairs with a contrast of at least 4.5 to 1, light and dark; nothing is said by colour alone. */
export const style = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--soft:#59636e;--line:#d1d9e0;--card:#f6f8fa;--ok:#116329;--bad:#b31515;--odd:#7a4d00;--link:#0550ae}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--soft:#9da7b1;--line:#3d444d;--card:#151b23;--ok:#56d364;--bad:#ff8a80;--odd:#e3b341;--link:#79c0ff}}
*{box-sizing:border-box}
body{margin:0;overflow-wrap:anywhere;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,-apple-system,"Segoe UI","Hiragino Sans","Noto Sans CJK JP","Yu Gothic UI",Meiryo,sans-serif}
main{max-width:1500px;margin:0 auto;padding:1rem 1.5rem 4rem}
h1{font-size:1.4rem;margin:1.5rem 0 .3rem}h2{font-size:1.15rem;margin:2rem 0 .6rem}h3{font-size:1rem;margin:0}
code,pre,svg text{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono CJK JP",monospace}
code,pre{font-size:.87em}a{color:var(--link)}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--bg);padding:.3rem .6rem}
.split{font-weight:600;margin:1.2rem 0 .3rem}
.verdict{font-size:1.15rem;font-weight:600;margin:.2rem 0}
.fails{color:var(--bad)}.passes{color:var(--ok)}.undetermined{color:var(--odd)}.soft{color:var(--soft)}
svg.coverage{border:1px solid var(--line);border-radius:4px}svg.coverage rect{stroke:none}svg.coverage .done{fill:var(--ok)}
table{border-collapse:collapse;width:100%;font-size:.92rem}th,td{border-top:1px solid var(--line);padding:.35rem .6rem .35rem 0;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{overflow-wrap:normal}td span{white-space:nowrap}
thead th{border-top:0;color:var(--soft);font-weight:600;position:sticky;top:0;background:var(--bg)}
details{border:1px solid var(--line);border-radius:6px;margin:.6rem 0;background:var(--card)}
summary{cursor:pointer;padding:.6rem .8rem}summary h3{display:inline}summary p{margin:.2rem 0 0 1.1rem}
.body thead th{background:var(--card)}
.body{padding:0 .9rem .9rem}
.scroll{overflow-x:auto}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,640px),1fr));gap:1rem;align-items:start}
.sides figure,.scroll{border:1px solid var(--line);border-radius:6px;background:var(--bg);padding:.6rem;margin:0;overflow-x:auto}
figcaption{font-weight:600;margin-bottom:.4rem}
svg{display:block;max-width:100%;height:auto}
svg text{font-size:11px;fill:var(--fg);white-space:pre}svg text.fails{fill:var(--bad)}svg text.passes{fill:var(--fg)}svg text.undetermined{fill:var(--odd)}svg text.stage{fill:var(--soft)}svg text.head{font-weight:600;font-size:12px}
svg rect{fill:var(--card);stroke:var(--line)}
svg .box.fails rect{stroke:var(--bad);stroke-width:2;stroke-dasharray:5 3}svg .box.undetermined rect{stroke:var(--odd);stroke-dasharray:2 3}
svg .edge{fill:none;stroke:var(--soft);stroke-width:1.3}svg .edge.fails{stroke:var(--bad);stroke-dasharray:5 3}svg .edge.undetermined{stroke:var(--odd);stroke-dasharray:2 3}
svg .parting{stroke:var(--bad);stroke-dasharray:2 4;fill:none}
.fix{border-left:3px solid var(--ok);padding:.1rem .8rem;margin:.8rem 0}pre{margin:.4rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
.many details{content-visibility:auto;contain-intrinsic-size:auto 4rem}
.index{padding-left:1.6rem;margin:.8rem 0}.index li{margin:.25rem 0;overflow-wrap:anywhere}.index .more{list-style:none}
@media screen and (max-width:760px){main{padding:.6rem .8rem 3rem}.body{padding:0 .6rem .6rem}summary p{margin-left:0}svg.coverage{width:100%}.sides svg,.scroll svg{max-width:none}
.lines,.lines tbody,.lines tr,.lines td{display:block}.lines thead{display:none}.lines tr{border-top:1px solid var(--line);padding:.4rem 0}.lines td{border:0;padding:0}.lines td:empty{display:none}.lines td:first-child{font-weight:600}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{:root{--bg:#fff;--fg:#000;--soft:#444;--line:#bbb;--card:#fff;--ok:#0b4d1e;--bad:#8f0f0f;--odd:#5c3a00;--link:#000}main{max-width:none;padding:0}.skip{display:none}thead{display:table-header-group}thead th{position:static}tr,figure,svg{break-inside:avoid}.many details{content-visibility:visible}details::details-content{content-visibility:visible;height:auto}details>.body{display:block}.sides{display:block}}
`.trim()
