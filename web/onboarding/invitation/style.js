// How invitations look, beside what all views share.

export const sheet = new CSSStyleSheet();
sheet.replaceSync(`
blockquote { margin: .5rem 0 0; padding: .5rem .875rem; border-inline-start: 3px solid var(--edge); background: var(--sunken); border-radius: var(--radius-s); white-space: pre-line; overflow-wrap: anywhere; unicode-bidi: isolate; }
.note { margin: 1.25rem 0 0; }
.note figcaption { color: var(--muted); font-size: .875rem; }
.facts dd, .value code { overflow-wrap: anywhere; min-width: 0; }
.invitations li { display: grid; gap: .5rem; justify-items: start; }
`);
