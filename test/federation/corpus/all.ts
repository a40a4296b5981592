/** Every world of the corpus. */
import { aliases } from './aliases.ts';
import { conditions } from './conditions.ts';
import { errors } from './errors.ts';
import { fragments } from './fragments.ts';
import { interfaceObjects } from './interfaceObjects.ts';
import { introspection } from './introspection.ts';
import { joins } from './joins.ts';
import { keys } from './keys.ts';
import { many } from './many.ts';
import { mutations } from './mutations.ts';
import { nulls } from './nulls.ts';
import { ownership } from './ownership.ts';
import { requires } from './requires.ts';
import { subscriptions } from './subscriptions.ts';
import { unions } from './unions.ts';
import { variables } from './variables.ts';
import type { World } from './words.ts';

export const worlds: readonly World[] = [
  joins,
  aliases,
  fragments,
  conditions,
  variables,
  introspection,
  keys,
  requires,
  ownership,
  interfaceObjects,
  unions,
  mutations,
  subscriptions,
  nulls,
  errors,
  many,
];
