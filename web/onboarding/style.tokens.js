// Colours, sizes and type. What a vendor may set begins with --aws-onboarding-; see docs/embedding.md.
// Text on every surface keeps 4.5:1, edges of fields and signs 3:1 (WCAG 2.2 AA), in both schemes.

export const tokens = `
:host {
  display: block; container-type: inline-size; color-scheme: light dark;
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
  --good: light-dark(#146c3c, #74dba2); --good-tint: light-dark(#e5f5ec, #16332a);
  --warn: light-dark(#7a4f00, #f2c66d); --warn-tint: light-dark(#fff5dd, #352a14);
  --bad: light-dark(#b0221b, #ffa198); --bad-tint: light-dark(#fdecea, #3a1e20);
  --radius: var(--aws-onboarding-radius, 12px);
  --radius-s: calc(var(--radius) * .67);
  --mono: var(--aws-onboarding-font-mono, ui-monospace, "SFMono-Regular", Menlo, Consolas, "Noto Sans Mono CJK JP", monospace);
  font: 400 1rem/1.6 var(--aws-onboarding-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI", Meiryo, sans-serif);
  color: var(--text); background: var(--surface); text-align: start;
}
:host([theme=light]) { color-scheme: light; }
:host([theme=dark]) { color-scheme: dark; }
:host([hidden]) { display: none; }
:lang(ja) { line-height: 1.75; line-break: strict; word-break: auto-phrase; }
`;
