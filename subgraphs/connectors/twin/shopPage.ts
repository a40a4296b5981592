/** The twin shop's page for people: every product with its price and stock as they are now, and a button that buys one. */
import { toMicros, toText } from './decimal.ts';
import { Raw, Refusal, type Route } from './server.ts';
import { stockOf } from './shopCatalogue.ts';
import { optionNames, type Shop } from './shopContext.ts';
import { placeOrder } from './shopOrders.ts';

export function pageRoutes(shop: Shop): Route[] {
  return [
    { method: 'GET', path: '/', open: true, handle: () => new Raw('text/html', page) },
    { method: 'GET', path: '/page/products', open: true, handle: () => ({ products: shownProducts(shop) }) },
    {
      method: 'POST',
      path: '/page/buy',
      open: true,
      handle: ({ body, headers }) => {
        // A header that another site's page cannot send without asking first.
        if (headers['x-twin-page'] !== '1') throw new Refusal('UNAUTHORISED', 'only from the page itself', 401);
        const sku = String((body as { sku?: unknown } | undefined)?.sku ?? '');
        const buyer = { email: 'ola.kupujaca@example.com', name: 'Ola Kupująca', phone: '+48 12 000 99 09' };
        const address = { name: buyer.name, line1: 'ul. Rynkowa 5', postalCode: '31-001', city: 'Kraków', country: 'PL' };
        const { number, totals } = placeOrder(shop, { ...buyer, address, lines: [{ sku, quantity: '1' }], payment: { state: 'paid' } });
        return { number, gross: totals.gross };
      },
    },
  ];
}

function shownProducts(shop: Shop): unknown[] {
  return shop.store
    .all('products')
    .filter((product) => product.active)
    .map((product) => ({
      title: product.title.pl ?? Object.values(product.title)[0] ?? product.slug,
      image: product.media[0]?.src ?? null,
      variants: product.variants
        .filter((variant) => variant.active)
        .map((variant) => {
          const { available, held } = stockOf(shop, variant);
          const free = toMicros(available) - toMicros(held);
          return {
            sku: variant.sku,
            options: optionNames(product, variant).join(', '),
            price: variant.price?.gross ?? null,
            free: toText(free < 0n ? 0n : free),
          };
        }),
    }));
}

const page = `<!doctype html>
<html lang="pl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Polana – sklep</title>
<style>
:root{color-scheme:light dark;font:15px/1.45 system-ui,sans-serif}body{margin:0 auto;max-width:1200px;padding:16px}
header{display:flex;gap:16px;align-items:baseline;flex-wrap:wrap}h1{margin:0;font-size:24px}#news{opacity:.75}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(290px,1fr));gap:14px;margin-top:16px}
article{border:1px solid #8884;border-radius:8px;overflow:hidden}article img{width:100%;height:140px;object-fit:cover;display:block;background:#8882}
h2{font-size:16px;margin:10px 12px 4px}table{width:100%;border-collapse:collapse;font-size:13px}td{padding:3px 6px 3px 8px;border-top:1px solid #8882}
td.n{text-align:right;white-space:nowrap}td.flash{background:#ffd54a66;transition:background 2s}button{font:inherit;padding:1px 8px;cursor:pointer}
.none{opacity:.5}
</style></head><body>
<header><h1>Polana</h1><span>sklep turystyczny i domowy</span><span id="news" role="status" aria-live="polite"></span></header><main id="list"></main>
<script>
const list = document.getElementById('list'), news = document.getElementById('news');
let shown = '';
const cell = (row, text, kind) => { const td = row.insertCell(); td.textContent = text; if (kind) td.className = kind; return td; };
function draw(products) {
  list.replaceChildren(...products.map((product) => {
    const card = document.createElement('article');
    if (product.image) { const img = document.createElement('img'); img.src = product.image; img.alt = ''; img.loading = 'lazy'; card.append(img); }
    const title = document.createElement('h2'); title.textContent = product.title; card.append(title);
    const table = document.createElement('table');
    for (const variant of product.variants) {
      const row = table.insertRow();
      cell(row, variant.options || variant.sku).title = variant.sku;
      cell(row, '', 'n').dataset.price = variant.sku;
      cell(row, '', 'n').dataset.free = variant.sku;
      const button = document.createElement('button');
      button.textContent = 'Kup'; button.setAttribute('aria-label', 'Kup ' + variant.sku); button.onclick = () => buy(variant.sku);
      cell(row, '', 'n').append(button);
    }
    card.append(table);
    return card;
  }));
}
function set(kind, sku, text) {
  const td = list.querySelector('[data-' + kind + '="' + CSS.escape(sku) + '"]');
  if (!td || td.textContent === text) return;
  if (td.textContent) { td.classList.add('flash'); setTimeout(() => td.classList.remove('flash'), 1500); }
  td.textContent = text;
  td.classList.toggle('none', text === 'brak');
}
async function refresh() {
  try {
    const { products } = await (await fetch('/page/products')).json();
    const shape = products.map((p) => p.title + p.image + p.variants.map((v) => v.sku)).join();
    if (shape !== shown) { draw(products); shown = shape; }
    for (const { variants } of products) for (const { sku, price, free } of variants) {
      set('price', sku, price ? price.replace('.', ',') + ' zł' : 'bez ceny');
      set('free', sku, free === '0' ? 'brak' : free.replace('.', ',') + ' szt.');
    }
  } catch { news.textContent = 'Sklep nie odpowiada.'; }
}
async function buy(sku) {
  const answer = await fetch('/page/buy', { method: 'POST', headers: { 'content-type': 'application/json', 'x-twin-page': '1' }, body: JSON.stringify({ sku }) });
  const said = await answer.json();
  news.textContent = answer.ok ? 'Zamówienie ' + said.number + ' na ' + said.gross.replace('.', ',') + ' zł złożone.' : 'Nie udało się: ' + said.message;
  refresh();
}
refresh(); setInterval(refresh, 2000);
</script></body></html>`;
