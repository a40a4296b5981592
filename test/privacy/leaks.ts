/** Looks an answer through for what is not the asker's: marks, numbers, days and ids, also inside cursors and tokens. */
import type { Owner } from './rows.ts';

export interface Leak {
  what: 'text' | 'number' | 'day' | 'id';
  value: string;
  path: string;
}

export interface Asked {
  sent: readonly string[];
  /** Ids that were sent come back from `_entities` whether they are there or not. */
  entities: boolean;
}

/** Own and public numbers are below it, foreign ones and costs above: a sum or a difference of theirs is known, too. */
export const LARGE = 1_000_000;

/** B's offers hold until a day of this month. */
const FUTURE = '2037-01';
const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

const ID = /\b[a-z]{3}_[0-9a-f]{32}\b/g;

/** `foreign`: nothing of theirs may be seen. `plain`: large numbers that are the asker's own, such as a tax number. */
export function createDetector(foreign: readonly Owner[], plain: ReadonlySet<string>) {
  const ids = new Set(foreign.flatMap((owner) => [...owner.ids]));
  const marks = new RegExp(`(${foreign.map(({ mark }) => mark).join('|')})\\d*`, 'gi');
  const months = new Set([...foreign.map(({ since }) => monthOf(since)), FUTURE]);
  const days = new RegExp(`^(${[...months].join('|')})-\\d\\d`);

  /** What was written is the writer's own. */
  let written = '';
  const wrote = (sent: readonly string[]): void => {
    // `search` begins at the beginning: `test` would go on where it found the text before.
    for (const text of sent) if (text.search(marks) >= 0 && !written.includes(text)) written += `${text.toLowerCase()}\n`;
  };

  return Object.assign(leaksOf, { wrote });

  function leaksOf(answer: unknown, { sent, entities }: Asked): Leak[] {
    const leaks: Leak[] = [];
    const said = `${written}${sent.join('\n').toLowerCase()}`;
    const look = (value: unknown, path: string, inErrors: boolean): void => {
      if (typeof value === 'number') {
        if (Math.abs(value) >= LARGE) leaks.push({ what: 'number', value: String(value), path });
      } else if (typeof value === 'string') lookAtText(value, path, inErrors);
      else if (Array.isArray(value)) {
        for (const [i, one] of value.entries()) look(one, `${path}.${i}`, inErrors);
      } else if (value && typeof value === 'object')
        for (const [key, one] of Object.entries(value))
          look(one, path ? `${path}.${key}` : key, inErrors || key === 'errors' || key === 'userErrors');
    };
    const lookAtText = (text: string, path: string, inErrors: boolean): void => {
      for (const [id] of text.matchAll(ID))
        if (ids.has(id) && !((entities || inErrors) && sent.includes(id))) leaks.push({ what: 'id', value: id, path });
      for (const [word] of text.matchAll(marks)) if (!said.includes(word.toLowerCase())) leaks.push({ what: 'text', value: word, path });
      const day = days.exec(text)?.[0];
      if (day !== undefined && !said.includes(day)) leaks.push({ what: 'day', value: text, path });
      for (const number of numbersOf(text))
        if (Math.abs(Number(number)) >= LARGE && !plain.has(number) && !said.includes(number))
          leaks.push({ what: 'number', value: number, path });
      for (const inside of insideOf(text)) lookInside(inside, `${path} (unpacked)`, inErrors);
    };
    /** Sort keys are micros and epoch milliseconds. */
    const lookInside = (text: string, path: string, inErrors: boolean): void => {
      lookAtText(
        text.replaceAll(/\d{6,}/g, (number) => (isForeignKey(Number(number)) ? number : '0')),
        path,
        inErrors,
      );
    };
    const isForeignKey = (key: number) => key >= 1e13 || (key >= 1e12 && months.has(monthOf(new Date(key))));
    look(answer, '', false);
    return leaks;
  }
}

export type Detector = ReturnType<typeof createDetector>;

/** Whole numbers by themselves: not those inside an id, a time or a word. */
const numbersOf = (text: string): string[] =>
  [...text.replaceAll(ID, ' ').matchAll(/(?<![\w.:-])-?\d{6,}(?:\.\d+)?(?![\w:-])/g)].map(([number]) => number);

/** What base64 hides, where it is text: page cursors, stream cursors, the parts of a token. */
function insideOf(text: string): string[] {
  if (text.length < 12) return [];
  return text
    .split(/[.\s/]/)
    .filter((part) => part.length >= 12 && /^[\w-]+$/.test(part))
    .map((part) => Buffer.from(part, 'base64url').toString('utf8'))
    .filter((inside) => /^[\x20-\x7e\u0100-\u017f]+$/.test(inside));
}
