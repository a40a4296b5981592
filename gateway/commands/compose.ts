import { writeFileSync } from 'node:fs';
import { composeServices } from '@theguild/federation-composition';
import { subgraphDocument, subgraphNames } from '#hub/sdl.ts';
import { type Command, textOption } from './command.ts';

export const compose: Command = {
  name: 'compose',
  summary: 'compose the supergraph from schema/*.graphql',
  usage: '[--out FILE]',
  options: { out: { type: 'string', description: 'write it there; default: standard output' } },
  async run(words) {
    const composed = composeServices(
      subgraphNames.map((name) => ({ name, typeDefs: subgraphDocument(name), url: `http://${name}.invalid/graphql` })),
    );
    if (composed.errors) {
      for (const error of composed.errors) process.stderr.write(`${error.message}\n`);
      return 1;
    }
    const { supergraphSdl } = composed;
    const out = textOption(words, 'out');
    if (out) writeFileSync(out, `${supergraphSdl}\n`);
    else process.stdout.write(`${supergraphSdl}\n`);
    return 0;
  },
};
