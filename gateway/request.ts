/** A request as the hub's own subgraphs expect it: the engine's, and who asks. */
import type { Reads } from '#hub/reads.ts';
import type { Ground, Subgraph } from '#hub/subgraph.ts';
import { may, type Viewer } from '#hub/viewer.ts';
import type { EngineRequest, LocalSubgraph, RemoteSubgraph } from './federation/vocabulary.ts';
import { REQUEST_ID_HEADER, VIEWER_HEADER, viewerSigner } from './viewerToken.ts';

export interface HubRequest extends EngineRequest {
  viewer: Viewer;
  /** What is read is told here, when the answer may be remembered. */
  reads?: Reads;
}

/** Entities joined in one answer for those who make reports; everybody else has the engine's own bound. */
const REPORT_ENTITIES = 50_000;

/** What a viewer's own rights add to a request. */
export const rightsOf = (viewer: Viewer): Pick<HubRequest, 'viewer' | 'maxEntities'> =>
  may(viewer, 'reports') ? { viewer, maxEntities: REPORT_ENTITIES } : { viewer };

/** A subgraph of the hub in this process: its context is made of the viewer. */
export const placeLocal = (subgraph: Subgraph, ground: Ground): LocalSubgraph<HubRequest> => ({
  kind: 'local',
  schema: subgraph.schema,
  context: (request) => subgraph.context(ground, request),
});

/** One elsewhere: it gets the viewer in a signed header. `secret` is shared with its process (SPLOT_VIEWER_SECRET), 32 characters or more. */
export function placeRemote(url: string, secret: string): RemoteSubgraph<HubRequest> {
  const sign = viewerSigner(secret);
  return {
    kind: 'remote',
    url,
    async headers({ viewer, requestId, reads }) {
      // What another process reads is not known here.
      reads?.never('a remote subgraph');
      return { [VIEWER_HEADER]: await sign(viewer), [REQUEST_ID_HEADER]: requestId };
    },
  };
}
