// How the page looks. What a vendor can set is in docs/embedding.md.
// Text on every surface keeps 4.5:1, edges of fields and signs 3:1 (WCAG 2.2 AA), in both schemes.

const tokens = `
:host {
  display: block; container-type: inline-size;
  --text: var(--aws-onboarding-text, light-dark(#191c26, #eceef5));
  --muted: var(--aws-onboarding-muted, light-dark(#565d70, #aab0c2));
  --surface: var(--aws-onboarding-surface, light-dark(#f7f8fb, #12141c));
  --raised: var(--aws-onboarding-raised, light-dark(#ffffff, #1b1e29));
  --sunken: var(--aws-onboarding-sunken, light-dark(#eff1f6, #252936));
  --field: var(--aws-onboarding-field, light-dark(#ffffff, #14161f));
  --line: var(--aws-onboarding-line, light-dark(#dfe2ea, #333849));
  --edge: var(--aws-onboarding-edge, light-dark(#81889b, #767e94));
  --accent: var(--aws-onboarding-accent, light-dark(#2d4ad0, #a5b4ff));
  --accent-strong: var(--aws-onboarding-accent-strong, light-dark(#203aac, #c2cdff));
  --on-accent: var(--aws-onboarding-on-accent, light-dark(#ffffff, #12152a));
  --tint: var(--aws-onboarding-tint, light-dark(#ebeefc, #262c4b));
  --focus: var(--aws-onboarding-focus, light-dark(#2d4ad0, #a5b4ff));
  --good: var(--aws-onboarding-good, light-dark(#146c3c, #74dba2)); --good-tint: var(--aws-onboarding-good-tint, light-dark(#e5f5ec, #16332a));
  --warn: var(--aws-onboarding-warn, light-dark(#7a4f00, #f2c66d)); --warn-tint: var(--aws-onboarding-warn-tint, light-dark(#fff5dd, #352a14));
  --bad: var(--aws-onboarding-bad, light-dark(#b0221b, #ffa198)); --bad-tint: var(--aws-onboarding-bad-tint, light-dark(#fdecea, #3a1e20));
  --radius: var(--aws-onboarding-radius, 12px);
  --d: var(--aws-onboarding-density, 1);
  --radius-s: calc(var(--radius) * .67);
  --mono: var(--aws-onboarding-font-mono, ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace);
  font: 400 1rem/1.6 var(--aws-onboarding-font, system-ui, "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI", Meiryo, sans-serif);
  color: var(--text); background: var(--surface); text-align: start;
}
:host([theme=light]) { color-scheme: light; }
:host([theme=dark]) { color-scheme: dark; }
:host([hidden]) { display: none; }
:lang(ja) { line-height: 1.75; line-break: strict; word-break: auto-phrase; }
`;


const pictures = `
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15.5rem), 1fr)); gap: 1.25rem; }
.pictures li { display: grid; gap: .625rem; align-content: start; grid-template-rows: auto 1fr; }
.picture { border: 1px solid var(--line); border-radius: var(--radius-s); overflow: hidden; background: var(--field); font-size: .75rem; line-height: 1.45; }
.pic-bar { display: flex; gap: .3125rem; align-items: center; padding: .4375rem .625rem; background: var(--sunken); color: var(--muted); border-bottom: 1px solid var(--line); }
.pic-bar i { width: .4375rem; height: .4375rem; border-radius: 50%; background: var(--edge); opacity: .6; }
.pic-bar span { margin-inline-start: .375rem; }
.pic-body { height: 11.5rem; padding: .75rem; display: grid; gap: .4375rem; align-content: center; overflow: hidden; }
.pic-line { height: .4375rem; width: 55%; border-radius: 4px; background: var(--sunken); }
.pic-line.wide { width: 80%; }
.pic-box { padding: .5rem .625rem; border: 1px solid var(--line); border-radius: 6px; }
.pic-tick { display: flex; gap: .5rem; }
.pic-checkbox { flex: none; display: grid; place-items: center; width: 1.125rem; height: 1.125rem; border-radius: 4px; background: var(--accent); color: var(--on-accent); font-size: .75rem; box-shadow: 0 0 0 3px var(--tint); }
.pic-end { display: flex; justify-content: flex-end; }
.pic-button { padding: .1875rem .75rem; border-radius: 99px; font-weight: 650; background: #ff9900; color: #16191f; box-shadow: 0 0 0 3px var(--warn-tint); }
.pic-row { padding: .25rem .375rem; }
.pic-strong { font-weight: 650; font-family: var(--mono); font-size: .6875rem; }
.pic-status { font-weight: 650; display: inline-flex; gap: .375rem; align-items: center; }
.pic-status.going { color: var(--accent); }
.pic-status.done { color: var(--good); padding: .125rem .5rem; border-radius: 6px; background: var(--good-tint); }
.pic-tabs { display: flex; gap: .75rem; border-bottom: 1px solid var(--line); color: var(--muted); }
.pic-tabs span { padding-bottom: .25rem; white-space: nowrap; }
.pic-tabs .on { color: var(--accent); font-weight: 650; border-bottom: 2px solid; }
.pic-table { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .25rem 0; }
.pic-table > * { padding: .125rem .375rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.pic-head { color: var(--muted); }
.pic-mark { background: var(--warn-tint); font-weight: 650; }
.pic-mono { font-family: var(--mono); font-weight: 400; }
`;

const layout = `
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.frame { position: relative; max-width: 60rem; margin-inline: auto; padding: 1.5rem clamp(1rem, 4cqi, 2rem) 3rem; overflow-wrap: anywhere; }
section { min-width: 0; }
h2, h3, h4, p, ul, ol, dl, dd, pre, fieldset, legend { margin: 0; padding: 0; }
h2 { font-size: 1.625rem; line-height: 1.3; font-weight: 650; letter-spacing: -.01em; text-wrap: balance; }
h3 { font-size: 1.125rem; line-height: 1.4; font-weight: 650; text-wrap: balance; }
h4 { font-size: 1rem; font-weight: 650; }
:lang(ja) :is(h2, h3) { letter-spacing: 0; line-height: 1.45; }
section:not(.stage) > h3, .block { margin-top: 2rem; }
section:not(.stage) > h3 + * { margin-top: .5rem; }
ul, ol { list-style: none; }
fieldset { border: 0; min-width: 0; }
.lead { margin-top: .5rem; font-size: 1.0625rem; color: var(--muted); max-width: 44rem; text-wrap: pretty; }
.hint { color: var(--muted); font-size: .875rem; }
.strong { font-weight: 600; }
.out-of-sight { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
code, .mono { font-family: var(--mono); font-size: .875em; }
h2:focus, h4:focus { outline: none; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.icon { width: 1.125em; height: 1.125em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; vertical-align: -.2em; }

.network { position: absolute; inset: 0 0 auto; height: 3px; overflow: hidden; }
.network::after { content: ''; position: absolute; inset: 0; width: 40%; background: var(--accent); border-radius: 3px; animation: run 1.2s ease-in-out .3s infinite backwards; }
@keyframes run { from { transform: translateX(-100%); } to { transform: translateX(250%); } }
.slow, .loading { color: var(--muted); display: flex; gap: .5rem; align-items: center; margin-bottom: 1rem; }

a { color: var(--accent); text-underline-offset: .2em; }
.crumb { margin-bottom: 1rem; }
.crumb a { display: inline-flex; align-items: center; gap: .375rem; min-height: 2rem; font-size: .9375rem; text-decoration: none; }
.crumb a:hover { text-decoration: underline; }
.title-row { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: center; justify-content: space-between; }
* + .title-row { margin-top: 2rem; }
.crumb + .title-row, .title-row:first-child { margin-top: 0; }
h2 .dot { margin-inline-end: .625rem; }
.title-row + .lead { margin-top: .25rem; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin-top: 1.25rem; }
.title-row .actions { margin-top: 0; }
.actions.end { margin-top: 2rem; }
.foot { margin-top: 2.5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; justify-content: space-between; align-items: center; }

button, .button { font: inherit; font-weight: 600; font-size: .9375rem; line-height: 1.4; min-height: 2.625rem; padding: .5rem 1.125rem; display: inline-flex; align-items: center; justify-content: center; gap: .5rem; text-decoration: none; text-align: center; color: var(--text); background: var(--raised); border: 1px solid var(--edge); border-radius: var(--radius-s); cursor: pointer; transition: background-color .12s, border-color .12s; }
button:hover, .button:hover { background: var(--sunken); }
.primary { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
.primary:hover { background: var(--accent-strong); border-color: var(--accent-strong); }
.primary[aria-disabled=true] { opacity: .75; cursor: progress; }
.danger { color: var(--bad); border-color: var(--bad); }
.primary.danger { color: light-dark(#ffffff, #2b0f0d); background: var(--bad); }
.primary.danger:hover { background: color-mix(in srgb, var(--bad) 85%, var(--text)); border-color: transparent; }
.quiet { background: none; border-color: transparent; color: var(--muted); padding-inline: .5rem; text-decoration: underline; text-underline-offset: .2em; font-weight: 500; }
.copy { min-height: 2rem; padding: .25rem .75rem; font-size: .8125rem; }
.out { display: inline-flex; gap: .375rem; align-items: baseline; }

.field, .choices { margin-top: 1.25rem; }
.field:first-child, .choices:first-child { margin-top: 0; }
label, legend { font-weight: 600; font-size: .9375rem; }
.optional { font-weight: 400; color: var(--muted); }
.field .hint { margin-top: .125rem; max-width: 40rem; }
input:not([type=radio]), textarea, select { display: block; width: 100%; max-width: 36rem; margin-top: .5rem; padding: .5625rem .75rem; font: inherit; line-height: 1.4; color: var(--text); background: var(--field); border: 1px solid var(--edge); border-radius: var(--radius-s); }
.short { max-width: 14rem !important; font-variant-numeric: tabular-nums; }
textarea { resize: vertical; min-height: 6rem; }
textarea.mono { font-family: var(--mono); font-size: .8125rem; line-height: 1.5; }
::placeholder { color: var(--muted); opacity: 1; }
select { min-height: 2.625rem; }
[aria-invalid=true] { border-color: var(--bad) !important; box-shadow: 0 0 0 1px var(--bad); }
.error { color: var(--bad); font-size: .9375rem; display: flex; gap: .5rem; max-width: 40rem; }
.error:not(:empty) { margin-top: .5rem; }
.error .icon { margin-top: .25em; }
.said:not(:empty) { margin-top: 1.25rem; }
.options { display: grid; gap: .75rem; margin-top: .5rem; }
.cards .options { grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); }
.option { position: relative; display: flex; gap: .75rem; align-items: flex-start; font-weight: 400; cursor: pointer; min-height: 1.5rem; }
.choices.cards .option { padding: .875rem 1rem; background: var(--raised); border: 1px solid var(--edge); border-radius: var(--radius); }
.option:has(:checked) { border-color: var(--accent) !important; box-shadow: 0 0 0 1px var(--accent); }
.option:has(:focus-visible) { outline: 3px solid var(--focus); outline-offset: 2px; }
.option input { flex: none; width: 1.25rem; height: 1.25rem; margin: .125rem 0 0; accent-color: var(--accent); }
.option input:focus-visible { outline: none; }
.option-body { display: grid; gap: .125rem; }
.option-label { font-weight: 600; }
.swatches .options { display: flex; flex-wrap: wrap; gap: .5rem; }
.swatches .option { align-items: center; padding: .4375rem .875rem .4375rem .625rem; gap: .5rem; border: 1px solid var(--edge); border-radius: 99px; }
.swatches .option-label { font-weight: 500; font-size: .875rem; }
.swatches input { position: absolute; opacity: 0; inset: 0; width: 100%; height: 100%; margin: 0; cursor: pointer; }
.dot { display: inline-block; flex: none; width: .875rem; height: .875rem; border-radius: 50%; background: var(--dot, gray); box-shadow: inset 0 0 0 1px rgb(128 128 128 / .35); }

.panel, .stage { margin-top: calc(1.5rem * var(--d)); padding: calc(1.25rem * var(--d)) clamp(1rem, 3cqi, 1.5rem); background: var(--raised); border: 1px solid var(--line); border-radius: var(--radius); }
.panel h3 + .hint { margin: .25rem 0 1.25rem; }
section > form { margin-top: 2rem; }
.notice ~ form { margin-top: 1.5rem; }
.cards:is(ul) { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: 1rem; margin-top: 1.5rem; }
.card { height: 100%; display: flex; gap: .875rem; align-items: center; padding: calc(1rem * var(--d)) 1.125rem; color: inherit; text-decoration: none; background: var(--raised); border: 1px solid var(--line); border-radius: var(--radius); }
.card:hover { border-color: var(--accent); }
.card-body { flex: 1; min-width: 0; display: grid; gap: .25rem; }
.card-title { font-weight: 600; }
.card > .icon { color: var(--muted); }
:is(.card-title, .row) .name { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
.grid { width: 100%; border-collapse: collapse; font-size: .9375rem; margin-top: 1rem; }
.grid :is(th, td) { padding: calc(.625rem * var(--d)) .75rem; text-align: start; vertical-align: middle; border-bottom: 1px solid var(--line); }
.grid thead th { color: var(--muted); font-weight: 500; font-size: .8125rem; white-space: nowrap; }
.grid tbody th { font-weight: 600; }
.grid td > .key { display: none; }
.rows { background: var(--raised); border-radius: var(--radius); box-shadow: 0 0 0 1px var(--line); }
.rows tr:last-child > * { border-bottom: 0; }
.rows thead th { padding-block: .25rem; }
.row { position: relative; }
.row:hover { background: var(--sunken); }
.row a { color: inherit; text-decoration: none; }
.row a::after { content: ""; position: absolute; inset: 0; }
.row a:hover { text-decoration: underline; }
.row .copy { position: relative; }
.sort { min-height: 2rem; padding: .125rem .25rem; margin-inline-start: -.25rem; gap: .125rem; font-size: inherit; font-weight: inherit; color: inherit; background: none; border-color: transparent; }
[aria-sort] .sort { color: var(--text); font-weight: 650; }
.narrow { display: flex; flex-wrap: wrap; gap: .75rem 1rem; margin-top: 1rem; }
.narrow .field { margin: 0; flex: 1 1 12rem; max-width: 24rem; }
.copyable { display: inline-flex; gap: .5rem; align-items: center; max-width: 100%; }
.copyable > :first-child { min-width: 0; }
.copyable .copy { flex: none; min-height: 1.75rem; padding: .125rem .375rem; }
.copyable .copy span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.evidence { font-size: .875rem; }
.evidence :is(td, tbody th) { vertical-align: top; }
.evidence td > code { display: block; color: var(--muted); }
.evidence .copyable code { font-size: .75rem; overflow-wrap: anywhere; }
:is(.right, .wrong) { display: inline-flex; gap: .375rem; align-items: baseline; font-weight: 600; }
.right { color: var(--good); }
.wrong { color: var(--bad); }
.key { display: block; font-size: .8125rem; color: var(--muted); }
.digits, .rows time, .rows [title] { font-variant-numeric: tabular-nums; white-space: nowrap; }
.owed { margin-top: 1.25rem; }
.empty { margin-top: 1rem; padding: 2.5rem 1.5rem; text-align: center; border: 1px dashed var(--edge); border-radius: var(--radius); color: var(--muted); display: grid; gap: .5rem; justify-items: center; }
.empty-title { font-weight: 600; color: var(--text); font-size: 1.0625rem; }
.empty .button { margin-top: .75rem; }
.plain { display: grid; gap: .75rem; }
.line { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; }
.line-body { flex: 1 1 16rem; display: grid; }

.number { flex: none; display: inline-grid; place-items: center; width: 1.75rem; height: 1.75rem; border-radius: 50%; font-size: .875rem; font-weight: 650; line-height: 1; font-variant-numeric: tabular-nums; background: var(--tint); color: var(--accent); }
.how { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); gap: 1.25rem; margin-top: 1.75rem; }
.how li { display: flex; gap: .75rem; }
.how li > :last-child { display: grid; gap: .125rem; align-content: start; }
.points { display: grid; gap: 1rem; margin: 1.5rem 0 0; padding-inline-start: 1.25rem; list-style: disc; }
.points .hint { display: block; }
.causes { margin: .25rem 0 0; padding-inline-start: 1.25rem; list-style: disc; display: grid; gap: .25rem; }
.change { margin-top: .5rem; }

.stepper { margin-bottom: 1.75rem; }
.stepper ol { display: flex; gap: .5rem; }
.stepper li { flex: 1; display: flex; align-items: center; gap: .625rem; padding-top: .75rem; border-top: 3px solid var(--line); font-size: .9375rem; color: var(--muted); }
.stepper .now, .stepper .past { border-color: var(--accent); }
.stepper .now { color: var(--text); font-weight: 650; }
.stepper .number { background: var(--sunken); color: var(--muted); }
.stepper .now .number { background: var(--accent); color: var(--on-accent); }
.stepper .past .number { background: var(--tint); color: var(--accent); }

.stage > summary { display: flex; align-items: center; justify-content: space-between; gap: .75rem; list-style: none; font-size: inherit; }
.stage > summary::-webkit-details-marker { display: none; }
.stage > summary::after { content: ""; flex: none; width: .5rem; height: .5rem; border: solid var(--muted); border-width: 0 2px 2px 0; rotate: 45deg; margin: -.25rem .375rem 0 0; }
.stage[open] > summary::after { rotate: 225deg; margin-top: .25rem; }
.stage h3 { display: flex; gap: .75rem; align-items: center; margin: 0; }
.tab-row { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: flex-end; justify-content: space-between; margin-top: 1.5rem; }
.tabs { display: flex; flex-wrap: wrap; gap: 0 .25rem; border-bottom: 1px solid var(--line); flex: 1 1 auto; }
.tab { background: none; border: 0; border-bottom: 3px solid transparent; border-radius: 0; color: var(--muted); padding-inline: .75rem; margin-bottom: -1px; }
.tab[aria-selected=true] { color: var(--accent); border-color: currentColor; }
.waiting .tab-row { display: none; }
.eyebrow { font-weight: 600; color: var(--muted); }
.progress:not([hidden]) { margin-top: 1rem; padding: calc(1.25rem * var(--d)) clamp(1rem, 3cqi, 1.5rem); background: var(--raised); border: 1px solid var(--accent); border-radius: var(--radius); display: grid; gap: .75rem; }
.progress > * { margin: 0; }
slot[name=logo]::slotted(*) { display: block; margin-bottom: 1rem; }
slot[name=help]::slotted(*) { display: block; margin-top: 2rem; }
slot[name=connected]::slotted(*) { display: block; margin: 1.25rem 0; }
.stage-body { margin-top: .75rem; display: grid; gap: .75rem; }
.stage-body > .actions { margin-top: .25rem; }
.walk { display: grid; gap: .875rem; counter-reset: walk; }
.walk li { counter-increment: walk; padding-inline-start: 2.25rem; position: relative; }
.walk li::before { content: counter(walk); position: absolute; inset-inline-start: 0; top: .1em; width: 1.5rem; height: 1.5rem; display: grid; place-items: center; border-radius: 50%; font-size: .8125rem; font-weight: 650; background: var(--sunken); color: var(--muted); }

details { margin-top: .75rem; }
.document { border: 1px solid var(--line); border-radius: var(--radius-s); background: var(--raised); }
summary { cursor: pointer; min-height: 1.5rem; padding: .125rem 0; font-weight: 600; font-size: .9375rem; }
.document > summary { padding: .625rem .875rem; font-weight: 500; }
.document-body { padding: 0 .875rem .875rem; display: grid; gap: .75rem; justify-items: start; min-width: 0; }
.document-body > * { max-width: 100%; width: 100%; }
.document-body > button { width: auto; }
.document .document { background: var(--sunken); margin: 0; }
pre { overflow: auto; max-height: 22rem; padding: .875rem 1rem; background: var(--sunken); border-radius: var(--radius-s); font-size: .8125rem; line-height: 1.55; white-space: pre-wrap; }
.further > div { padding-top: .75rem; display: grid; gap: .5rem; }
.permissions { display: grid; }
.permissions li { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; padding: .3125rem 0; border-top: 1px solid var(--line); font-size: .9375rem; }
.permissions li:first-child { border: 0; }
.permissions code { color: var(--muted); font-size: .8125rem; }
.values { display: grid; gap: .5rem; }
.value { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; padding: .5rem .75rem; background: var(--sunken); border-radius: var(--radius-s); }
.value-name { flex: 0 0 12rem; color: var(--muted); font-size: .875rem; }
.value code { flex: 1 1 14rem; }

.facts { margin-top: 1.5rem; display: grid; border: 1px solid var(--line); border-radius: var(--radius); background: var(--raised); }
.facts > div { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: .125rem 1rem; padding: calc(.625rem * var(--d)) 1.125rem; border-top: 1px solid var(--line); }
.facts > div:first-child { border: 0; }
dt { color: var(--muted); font-size: .9375rem; }

.status, .badge { display: inline-flex; align-items: center; gap: .375rem; }
.status { justify-self: start; padding: .125rem .625rem; border-radius: 99px; font-size: .8125rem; font-weight: 600; white-space: nowrap; }
:is(.status, .badge, .notice) { border-color: color-mix(in srgb, currentColor 35%, transparent); }
:is(.status, .badge).good { background: var(--good-tint); color: var(--good); }
:is(.status, .notice).bad { background: var(--bad-tint); color: var(--bad); }
:is(.status, .notice).warn { background: var(--warn-tint); color: var(--warn); }
.status.calm { background: var(--sunken); color: var(--muted); }
.success { display: grid; gap: .25rem; justify-items: start; }
.success .badge { width: 3rem; height: 3rem; border-radius: 50%; justify-content: center; font-size: 1.5rem; margin-bottom: .5rem; }

.notice { display: flex; gap: .75rem; margin: calc(1.25rem * var(--d)) 0; padding: calc(1rem * var(--d)) 1.125rem; border-radius: var(--radius); border-width: 1px; border-style: solid; }
.said .notice, .notice:first-child { margin: 0; }
.sign-in { position: sticky; top: 0; z-index: 1; }
.sign-in .notice { margin: 0 0 1.5rem; }
.found:not(:empty) { margin-bottom: 1.5rem; }
.notice .badge { font-size: 1.125rem; align-items: flex-start; padding-top: .1em; }
.notice-body { flex: 1; min-width: 0; display: grid; gap: .25rem; color: var(--text); }
.notice-title { font-weight: 650; }
.notice .actions { margin-top: .625rem; }
.notice.info { background: var(--tint); color: var(--accent); }

.checks { display: grid; gap: .125rem; margin-top: .75rem; }
.checks li { display: flex; gap: .75rem; padding: .4375rem 0; }
.check-mark { flex: none; width: 1.5rem; height: 1.5rem; margin-top: .05rem; border-radius: 50%; display: grid; place-items: center; font-size: .875rem; background: var(--sunken); color: var(--muted); }
.check-mark i { width: .5rem; height: .5rem; border-radius: 50%; background: currentColor; opacity: .6; }
.check-body { display: grid; }
.checks .good .check-mark { background: var(--good-tint); color: var(--good); }
.checks .bad .check-mark { background: var(--bad-tint); color: var(--bad); }
.checks .going .check-mark { background: none; }
.checks .going i { width: 1.25rem; height: 1.25rem; opacity: 1; background: none; border: 2.5px solid var(--line); border-top-color: var(--accent); animation: turn .9s linear infinite; }
@keyframes turn { to { transform: rotate(1turn); } }
.decision { display: grid; }
.findings { display: grid; gap: .75rem; margin-top: .75rem; }
.users { width: 100%; border-collapse: collapse; font-size: .9375rem; }
.users :is(th, td) { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
.users thead th { color: var(--muted); font-weight: 500; font-size: .8125rem; white-space: nowrap; }
.users tbody th { font-weight: 600; }
.users .hint { display: block; font-weight: 400; }
.users td:last-child { white-space: nowrap; }

dialog { width: min(32rem, calc(100vw - 2rem)); max-height: calc(100dvh - 2rem); overflow: auto; padding: 0; color: var(--text); background: var(--raised); border: 1px solid var(--line); border-radius: calc(var(--radius) + 2px); box-shadow: 0 24px 64px rgb(0 0 0 / .35); }
dialog::backdrop { background: rgb(10 12 20 / .5); }
.dialog-body { padding: 1.5rem; display: grid; gap: 1rem; }
.dialog-body p + p { margin-top: .5rem; }

@container (max-width: 46rem) {
  .grid thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .grid, .grid tbody { display: grid; gap: .75rem; background: none; box-shadow: none; }
  .grid tr { display: grid; grid-template-columns: 1fr 1fr; gap: .5rem 1rem; padding: calc(.875rem * var(--d)) 1rem; background: var(--raised); border: 1px solid var(--line); border-radius: var(--radius-s); }
  .grid tbody :is(th, td) { padding: 0; border: 0; min-width: 0; }
  .grid tbody th, .grid td[colspan], .grid td:has(.copyable) { grid-column: 1 / -1; }
  .grid td > .key { display: block; }
  .facts > div { grid-template-columns: 1fr; }
  .stepper li { flex: 0 0 auto; min-width: 2.75rem; }
  .stepper li:is(.now, :last-child.past, .past:has(~ :last-child.past)) { flex: 1; }
  .stepper li:not(.now) .step-name { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .value-name { flex-basis: 100%; }
  h2 { font-size: 1.4375rem; }
  form > .actions .primary, .actions.end > * { flex: 1 1 100%; }
}
@media (prefers-reduced-motion: reduce) { *, ::before, ::after { animation-duration: 3s !important; transition: none !important; } .network::after { width: 100%; animation: none; } .checks .going i { animation: none; } }
@media (forced-colors: active) { .tab[aria-selected=true] { border-color: Highlight; } .dot { forced-color-adjust: none; } .primary, .pic-button { color: ButtonText; background: ButtonFace; border: 2px solid; } .option:has(:checked) { border: 2px solid Highlight !important; } }
`;

export const sheet = new CSSStyleSheet();
sheet.replaceSync(tokens + layout + pictures);
