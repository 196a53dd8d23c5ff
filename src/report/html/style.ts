// How the page looks: in light and dark, on narrow and wide screens, on paper. Fonts and colours are the reader's machine's own.

export const STYLE = `
:root { color-scheme: light dark;
  --paper: #ffffff; --card: #ffffff; --shade: #f5f6f8; --line: #dde1e6; --ink: #1c2128; --soft: #5c6670; --link: #0b57c2;
  --critical: #8a1264; --high: #c0231d; --medium: #9a5b00; --low: #0b62b8; --info: #5c6670; --good: #19753a;
  --mark: #ffe9b8; --mark-ink: #1c2128; --badge-ink: #ffffff; --tint: #eef4fd; --bar-unknown: #b9c0c8; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #14171c; --card: #1a1e24; --shade: #20252c; --line: #323943; --ink: #e4e8ec; --soft: #9aa5b1; --link: #78b2ff;
  --critical: #f07fc8; --high: #ff7b72; --medium: #e3a84a; --low: #6cb2ff; --info: #9aa5b1; --good: #5cc47c;
  --mark: #5a4510; --mark-ink: #fff3d6; --badge-ink: #14171c; --tint: #1b2a40; --bar-unknown: #4d5662; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
.page { max-width: 1160px; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
h1, h2, h3 { line-height: 1.25; margin: 0; text-wrap: balance; }
h1 { font-size: 1.75rem; letter-spacing: -0.01em; }
h2 { font-size: 1.2rem; margin: 0 0 .8rem; }
h3 { font-size: 1rem; font-weight: 650; overflow-wrap: anywhere; }
section { margin-top: 2.5rem; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
code, pre, .place, .type, .rule code { font-family: ui-monospace, SFMono-Regular, "Cascadia Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; font-size: .87em; }
code { background: var(--shade); border-radius: 4px; padding: .1em .3em; overflow-wrap: anywhere; }
p { margin: .4rem 0; }
.soft, .about, .dot, .number { color: var(--soft); }
.number { font-weight: 400; margin-left: .25rem; font-variant-numeric: tabular-nums; }
.hidden { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
.top { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: .25rem 1.5rem; }
.product { color: var(--soft); font-size: .9rem; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin-top: .6rem; font-size: .92rem; }
.summary { margin-top: 1.4rem; }
.summary ul { list-style: none; margin: 0; padding: 0; }
.severities { display: grid; grid-template-columns: repeat(5, 1fr); gap: .6rem; }
.severities li { border: 1px solid var(--line); border-top: 3px solid currentColor; border-radius: 8px; padding: .55rem .8rem .6rem; background: var(--card); }
.severities strong { display: block; font-size: 1.7rem; line-height: 1.15; font-variant-numeric: tabular-nums; }
.severities .none { color: var(--soft); border-top-color: var(--line); }
.facts { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; padding-top: .8rem !important; color: var(--soft); font-variant-numeric: tabular-nums; }
.facts strong { color: var(--ink); font-weight: 600; } .facts a strong { color: inherit; }
.critical { color: var(--critical); } .high { color: var(--high); } .medium { color: var(--medium); } .low { color: var(--low); } .info { color: var(--info); }
.badge { display: inline-block; border-radius: 999px; padding: .05rem .55rem; font-size: .78rem; font-weight: 600; line-height: 1.5; color: var(--badge-ink); background: var(--info); white-space: nowrap; }
.badge.critical { background: var(--critical); } .badge.high, .badge.error { background: var(--high); } .badge.medium, .badge.warning { background: var(--medium); } .badge.low { background: var(--low); }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 500; font-size: .85rem; }
td { overflow-wrap: break-word; } td.name { overflow-wrap: anywhere; min-width: 9rem; }
.checks { max-width: 760px; } .checks th[scope] { font-weight: 500; white-space: nowrap; }
.checks th[scope]::first-letter { text-transform: uppercase; }
.checks td:not(.bars), .checks thead th:not(:first-child) { text-align: right; font-variant-numeric: tabular-nums; width: 4.5rem; }
.checks .bars { width: 45%; vertical-align: middle; } .checks svg { display: block; width: 100%; height: 10px; border-radius: 5px; }
rect.fail { fill: var(--high); } rect.unknown { fill: var(--bar-unknown); } rect.pass { fill: var(--good); }
td.fail { color: var(--high); font-weight: 600; } td.zero { color: var(--soft); }
.resource { margin-top: 1.2rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); overflow: hidden; }
.resource > header { display: grid; grid-template-columns: 1fr auto; gap: .1rem 1rem; padding: .75rem 1rem; background: var(--shade); border-bottom: 1px solid var(--line); }
.resource > header .about { grid-column: 1 / -1; margin: 0; font-size: .87rem; overflow-wrap: anywhere; }
.levels { display: flex; flex-wrap: wrap; gap: .3rem; align-content: start; }
details > summary { cursor: pointer; } summary > h2 { display: inline-block; margin: 0; }
details[open] > summary > h2 { margin-bottom: .8rem; }
.finding, .problem, .rule { color: var(--ink); border-top: 1px solid var(--line); padding: 0 1rem; }
.resource > header + .finding { border-top: 0; }
.problem, .rule { border: 1px solid var(--line); border-radius: 8px; margin-top: .5rem; background: var(--card); }
.finding > summary, .problem > summary, .rule > summary { padding: .7rem 0; list-style: none; display: flex; gap: .7rem; align-items: baseline; }
.rule > summary { flex-wrap: wrap; gap: .2rem .7rem; }
summary::-webkit-details-marker { display: none; }
.finding > summary::after, .problem > summary::after, .rule > summary::after { content: "+"; color: var(--soft); margin-left: auto; font-family: ui-monospace, monospace; }
.finding[open] > summary::after, .problem[open] > summary::after, .rule[open] > summary::after { content: "–"; }
summary .message { font-weight: 600; overflow-wrap: anywhere; }
.body { padding-bottom: .9rem; } .body > .about { margin: 0 0 .5rem; font-size: .9rem; overflow-wrap: anywhere; }
.frame, .code { background: var(--shade); border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0 .7rem; padding: .5rem 0; overflow-x: auto; line-height: 1.55; tab-size: 2; }
.code { padding: .6rem .8rem; }
.line { display: flex; } .gutter { flex: none; width: 3.6rem; padding-right: .9rem; text-align: right; color: var(--soft); user-select: none; }
.text { white-space: pre; padding-right: 1rem; } mark { background: var(--mark); color: var(--mark-ink); border-radius: 3px; box-shadow: 0 0 0 2px var(--mark); }
.label { color: var(--high); margin-left: 1.4rem; font-family: system-ui, sans-serif; font-size: .95em; } .label code { background: none; padding: 0; }
dl { display: grid; grid-template-columns: 5.5rem 1fr; gap: .3rem .8rem; margin: 0; font-size: .95rem; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; overflow-wrap: anywhere; } dd > p, dd > pre { margin: 0; }
.way { margin: 0; padding: 0; list-style: none; } .way:not(.apart) li + li::before { content: "→ "; color: var(--soft); }
.passes { color: var(--good); } .care { color: var(--medium); white-space: nowrap; } .care::before { content: "· "; color: var(--soft); }
.calm { font-size: 1.05rem; } .left { color: var(--soft); }
.body ul { padding-left: 1.2rem; margin: .3rem 0; } .references { font-size: .88rem; overflow-wrap: anywhere; }
.drawing { border: 1px solid var(--line); border-radius: 10px; background: var(--card); margin-top: .8rem; }
.drawing > h3 { padding: .7rem 1rem 0; font-weight: 500; } .drawing > p { padding: 0 1rem; color: var(--soft); font-size: .88rem; }
.scroll { overflow-x: auto; padding: .7rem 1rem; }
.graph { display: block; max-width: none; }
.heads { position: absolute; } .heads path { fill: var(--soft); }
.arrow { fill: none; stroke: var(--soft); stroke-width: 1.3; opacity: .75; }
.box > rect:first-of-type { fill: var(--card); stroke: var(--line); stroke-width: 1.2; } .box.ai > rect:first-of-type { fill: var(--tint); stroke: var(--low); stroke-opacity: .45; }
.box.existing > rect:first-of-type { stroke-dasharray: 5 4; stroke: var(--soft); }
.box .mark { fill: currentColor; } .box .count rect { fill: currentColor; } .box .count text { fill: var(--badge-ink); font: 600 11px system-ui, sans-serif; }
.box .name { fill: var(--ink); font: 600 13px system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; }
.box .title { fill: var(--soft); font: 11px system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; }
a:hover .box > rect:first-of-type { stroke: var(--link); stroke-opacity: 1; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .88rem; }
@media (max-width: 700px) {
  .page { padding: 1.2rem .9rem 3rem; } h1 { font-size: 1.4rem; }
  .severities { grid-template-columns: repeat(5, 1fr); gap: .35rem; } .severities li { padding: .4rem .35rem; font-size: .78rem; text-align: center; } .severities strong { font-size: 1.3rem; }
  .resource > header { grid-template-columns: 1fr; } dl { grid-template-columns: 1fr; gap: 0; } dt { margin-top: .45rem; font-size: .85rem; }
  .gutter { width: 2.6rem; padding-right: .6rem; }
  .checks .bars { display: none; } .checks th[scope] { white-space: normal; } .checks td:not(.bars), .checks thead th:not(:first-child) { width: auto; }
  .wide thead { display: none; } .wide tr { display: block; border-bottom: 1px solid var(--line); padding: .5rem 0; } .wide td { display: block; border: 0; padding: .05rem 0; } .wide td:first-child { font-weight: 600; }
  .wide td[data-name]::before { content: attr(data-name) " "; color: var(--soft); font-family: system-ui, sans-serif; font-size: .85rem; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --shade: #f5f6f8; --line: #ccd1d7; --ink: #000; --soft: #4a535c; --link: #000; --critical: #8a1264; --high: #c0231d; --medium: #9a5b00; --low: #0b62b8; --info: #5c6670; --good: #19753a; --mark: #ffe9b8; --mark-ink: #000; --badge-ink: #fff; --tint: #eef4fd; --bar-unknown: #b9c0c8; color-scheme: light; }
  body { font-size: 10pt; } .page { max-width: none; padding: 0; } nav { display: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  section { margin-top: 1.4rem; } .frame, dd, tr, .severities li, .graph { break-inside: avoid; } h2, h3, .resource > header, summary { break-after: avoid; }
  .resource { overflow: visible; } .text { white-space: pre-wrap; overflow-wrap: anywhere; } summary::after { content: "" !important; }
  .scroll { overflow: visible; } .graph { width: 100%; height: auto; max-height: 24cm; }
}
`;
