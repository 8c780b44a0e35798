/** `npm run bench`: all sections, or those that are named (`npm run bench -- growth cold`). */
import { summary } from './bars';
import { cold, first } from './cold';
import { derivation } from './derivation';
import { display } from './display';
import { evaluation } from './evaluation';
import { growth } from './growth';
import { operations } from './operations';

const sections = { derivation, operations, evaluation, growth, display, cold };

const [asked = '', ...rest] = process.argv.slice(2);
if (asked === 'first') first(rest[0] ?? '');
else {
  const names = asked === '' ? Object.keys(sections) : [asked, ...rest];
  for (const name of names) {
    const section = sections[name as keyof typeof sections] as (() => void) | undefined;
    if (section === undefined) throw new RangeError(`no section ${name}: ${Object.keys(sections).join(', ')}`);
    section();
    console.log();
  }
  summary();
}
