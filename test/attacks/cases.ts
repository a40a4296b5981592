/** The attack list from parser to variables, all of it. */
import type { Attack } from './attack.ts';
import { textAttacks } from './textCases.ts';
import { valueAttacks } from './valueCases.ts';

export const attacks: readonly Attack[] = [...textAttacks, ...valueAttacks];
