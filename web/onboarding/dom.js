// Elements, built by the DOM alone: a string becomes a text node and never markup, whatever stands in it.

const PROPERTIES = new Set(['value', 'checked', 'disabled', 'hidden', 'selected', 'open']);

/** Builds an element. `onclick` and the like are listeners, other names are attributes; null and false leave one out. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (PROPERTIES.has(name)) element[name] = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SHAPES = {
  check: 'M4 10.5l4 4 8-9',
  cross: 'M5 5l10 10M15 5L5 15',
  arrow: 'M4 10h11M11 5.5L15.5 10 11 14.5',
  back: 'M12.5 4.5L7 10l5.5 5.5',
  out: 'M8 4.5H4.5v11h11V12M11.5 4.5h4v4M15.5 4.5L9 11',
  copy: 'M7.5 7.5V4h8.5v8.5h-3.5M4 7.5h8.5V16H4z',
  warn: 'M10 3.5l7.5 13h-15zM10 8.5v3.5M10 14.4v.1',
  info: 'M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4M10 9.2v4.5M10 6.4v.1',
  plus: 'M10 4v12M4 10h12',
  clock: 'M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4M10 6v4.3l2.8 1.7',
};

/** A line drawing of 20 by 20 that says nothing by itself: the words stand beside it. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', SHAPES[name]);
  for (const [key, value] of [['viewBox', '0 0 20 20'], ['class', `icon icon-${name}`], ['aria-hidden', 'true'], ['focusable', 'false']])
    svg.setAttribute(key, value);
  svg.append(path);
  return svg;
}

/** Somebody's own words, whose direction of writing must not turn what stands around them. */
export const name = (text) => h('bdi', { class: 'name' }, text);
