/** What the shop's own people write: titles that differ from the ERP's names, descriptions in two languages, slugs. */

const tails = [
  ['ulubieniec naszych klientów', 'a customer favourite'],
  ['wysyłka w 24 godziny', 'ships within 24 hours'],
  ['sprawdzony wybór na lata', 'a proven choice for years'],
  ['nowość w naszym sklepie', 'new in our shop'],
  ['polecany przez fachowców', 'recommended by professionals'],
  ['solidny i praktyczny', 'sturdy and practical'],
];

export function slug(text) {
  const latin = text.toLowerCase().replaceAll('ł', 'l').normalize('NFD');
  return latin
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

export function productTexts(name, english, index) {
  const [pl, en] = tails[index % tails.length];
  return [
    {
      languageCode: 'pl',
      name: `${name} – ${pl}`,
      slug: slug(name),
      description: `<p>${name}: ${pl}. Zamówienia złożone do godziny 14 wysyłamy tego samego dnia, a odbiór w sklepie jest bezpłatny.</p>`,
      customFields: { seoTitle: `${name} | sklep internetowy`, seoDescription: `${name} w dobrej cenie. Szybka dostawa, wygodny zwrot.` },
    },
    {
      languageCode: 'en',
      name: `${english} – ${en}`,
      slug: `${slug(english)}-en`,
      description: `<p>${english}: ${en}. Orders placed before 2 p.m. leave the same day; collection in store is free.</p>`,
      customFields: { seoTitle: `${english} | online shop`, seoDescription: `${english} at a fair price. Fast delivery, easy returns.` },
    },
  ];
}
