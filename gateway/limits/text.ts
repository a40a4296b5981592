/** What can be said of a text before it is parsed: one pass, no recursion. */
import type { GraphQLError } from 'graphql';
import { type Limits, tooLarge } from './limits.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const HASH = 0x23;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

const opens = new Set(['{', '[', '('].map((sign) => sign.charCodeAt(0)));
const closes = new Set(['}', ']', ')'].map((sign) => sign.charCodeAt(0)));

/** The refusal, or undefined. A text that is no GraphQL passes: the parser says so better. */
export function checkText(text: string, limits: Limits): GraphQLError | undefined {
  if (text.length > limits.characters) return tooLarge('characters', text.length, limits.characters);
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) {
      const end = endOfString(text, at);
      if (end - at - 1 > limits.stringLength) return tooLarge('characters in a string', end - at - 1, limits.stringLength);
      at = end;
    } else if (sign === HASH) at = endOfLine(text, at);
    else if (opens.has(sign)) {
      depth += 1;
      if (depth > limits.nesting) return tooLarge('levels', depth, limits.nesting, 'QUERY_TOO_DEEP');
    } else if (closes.has(sign)) depth -= 1;
  }
  return undefined;
}

/** Index of the last quote of the string that begins at `start`; of the text's end when there is none. */
function endOfString(text: string, start: number): number {
  const block = text.startsWith('"""', start);
  for (let at = start + (block ? 3 : 1); at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (block) {
      // In a block only \""" is an escape.
      if (sign === BACKSLASH && text.startsWith('"""', at + 1)) at += 3;
      else if (sign === QUOTE && text.startsWith('"""', at)) return at + 2;
    } else if (sign === BACKSLASH) at += 1;
    else if (sign === QUOTE || sign === NEWLINE || sign === RETURN) return at;
  }
  return text.length;
}

function endOfLine(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === NEWLINE || sign === RETURN) return at;
  }
  return text.length;
}
