/** A page of products, from checked arguments. */
import { type PageArguments, readWindow } from '#hub/paging.ts';
import { type ListArguments, readSearch } from './arguments.ts';
import { readBuyer } from './buyer.ts';
import type { RequestContext } from './context.ts';
import type { ProductConnectionRow } from './mappers.ts';
import { searchProducts } from './search.ts';
import type { InputMaybe, PriceContext } from './types.ts';

export async function listProducts(
  context: RequestContext,
  list: PageArguments & ListArguments & { for?: InputMaybe<PriceContext> | undefined },
  within?: string,
): Promise<ProductConnectionRow> {
  const window = readWindow(list);
  const buyer = list.for ?? undefined;
  // What may not be asked is refused here, not at every price on the page.
  if (buyer) await readBuyer(context, buyer);
  const search = await readSearch(context.db, context.viewer, context.loaders.sight, list, within);
  const page = await searchProducts(context.db, search, window);
  const nodes = page.nodes.map((node) => {
    context.loaders.product.prime(node.id, node);
    return buyer ? { ...node, buyer } : node;
  });
  return {
    ...page,
    nodes,
    edges: page.edges.map(({ cursor }, i) => ({ cursor, node: nodes[i] ?? page.nodes[i] })) as typeof page.edges,
    search,
  };
}
