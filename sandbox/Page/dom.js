// What the page is made of: elements whose texts are texts, never markup.

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null));
  return made;
}

export function field(label, input) {
  return element('label', {}, element('span', { textContent: label }), ' ', input);
}

// The link leads to the real console; here the simulated one stands at the same path, query and fragment.
export function inSandbox(consoleUrl) {
  const url = new URL(consoleUrl);
  return /(^|\.)console\.(aws\.amazon\.com|amazonaws-us-gov\.com|amazonaws\.cn)$/.test(url.hostname)
    ? `/console${url.pathname}${url.search}${url.hash}`
    : consoleUrl;
}
