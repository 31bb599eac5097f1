// Every word of the page that the service does not say itself.

import { english } from './words.en.js';
import { japanese } from './words.ja.js';

const languages = { en: english, ja: japanese };

/** All words of a language by their keys. */
export const wordsIn = (lang) => languages[lang];

/** @returns {(key: string, values?: object) => string} the words of a language, with values at their {places}. */
export function wordsOf(lang) {
  const words = wordsIn(lang);
  return (key, values = {}) => {
    const text = words[key];
    if (text === undefined) throw new Error(`There are no words for ${key}.`);
    return text.replace(/\{(\w+)\}/g, (_, place) => String(values[place]));
  };
}

/** A time as the reader writes it, in the reader's own time zone. */
export const timeOf = (iso, lang) =>
  new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));

/** A day. */
export const dayOf = (iso, lang) => new Intl.DateTimeFormat(lang, { dateStyle: 'medium' }).format(new Date(iso));
