// Every word of the page that the service does not say itself.

/** All words of a language by their keys, or those of a part that is loaded later. Only the language that is shown is loaded. */
export const wordsIn = async (lang, part = '') => (await import(`./${part}words.${lang}.js`)).words;

/**
 * The words of a language, by `(key, values, otherwise)`: with values at their {places}, or `otherwise` for what only the service has a name for.
 * The page around may have words of its own.
 */
export async function wordsOf(lang, part = '', own = {}) {
  const words = { ...(await wordsIn(lang, part)), ...own };
  return (key, values = {}, otherwise = undefined) => {
    const text = words[key];
    if (text === undefined && otherwise !== undefined) return otherwise;
    if (text === undefined) throw new Error(`There are no words for ${key}.`);
    return text.replace(/\{(\w+)\}/g, (_, place) => String(values[place] ?? words[place] ?? ''));
  };
}

/** A time as the reader writes it, in the reader's own time zone. */
export const timeOf = (iso, lang) =>
  new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));

export const dayOf = (iso, lang) => new Intl.DateTimeFormat(lang, { dateStyle: 'medium' }).format(new Date(iso));

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60]];

/** How long ago a time was, or how soon it will be. */
export function ago(iso, lang) {
  const seconds = (Date.parse(iso) - Date.now()) / 1000;
  const [unit, size] = UNITS.find(([, least]) => Math.abs(seconds) >= least) ?? UNITS[2];
  return new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
}
