// The pictures of the AWS console.

export const pictureStyle = `
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15.5rem), 1fr)); gap: 1.25rem; }
.pictures li { display: grid; gap: .625rem; align-content: start; grid-template-rows: auto 1fr; }
.picture { border: 1px solid var(--line); border-radius: var(--radius-s); overflow: hidden; background: var(--field); font-size: .75rem; line-height: 1.45; }
.pic-bar { display: flex; gap: .3125rem; align-items: center; padding: .4375rem .625rem; background: var(--sunken); color: var(--muted); border-bottom: 1px solid var(--line); }
.pic-bar i { width: .4375rem; height: .4375rem; border-radius: 50%; background: var(--edge); opacity: .6; }
.pic-bar span { margin-inline-start: .375rem; }
.pic-body { height: 10.5rem; padding: .75rem; display: grid; gap: .5rem; align-content: center; }
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
