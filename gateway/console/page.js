/* The console's page: GraphiQL with our key, token and language, subscriptions over graphql-transport-ws. */
const field = (id) => document.getElementById(id);
const remembered = 'splot-console';

start();

async function start() {
  const settings = await (await fetch('/console/settings.json')).json();
  const saved = JSON.parse(sessionStorage.getItem(remembered) ?? '{}');
  field('key').value = saved.key || settings.key;
  field('customer').value = saved.customer ?? '';
  field('language').value = saved.language ?? '';
  for (const id of ['key', 'customer', 'language']) field(id).addEventListener('change', save);
  show(field('key').value);

  const { React, ReactDOM, GraphiQL } = window;
  const tabs = settings.examples.map(({ title, query, variables }) => ({
    query: `# ${title}\n${named(query, title)}`,
    variables: variables ? JSON.stringify(variables, null, 2) : '',
  }));
  ReactDOM.createRoot(field('graphiql')).render(
    React.createElement(GraphiQL, {
      fetcher,
      defaultTabs: tabs.length ? tabs : undefined,
      defaultEditorToolsVisibility: 'variables',
      isHeadersEditorEnabled: false,
      forcedTheme: 'light',
      // Tabs of an older start must not hide this one's examples.
      storage: memory(),
    }),
  );
}

/* A tab is called as its operation is. */
function named(query, title) {
  const name = title.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, letter) => (letter ?? '').toUpperCase()).replace(/^(\d)/, '_$1');
  return query
    .replace(/^\s*(?:(query|mutation|subscription)\b\s*)?(?=[{(])/, (_, kind) => `${kind ?? 'query'} ${name}${kind ? '' : ' '}`)
    .replace(/^(\w+ \w+)\{/, '$1 {');
}

function memory() {
  const items = new Map();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
    removeItem: (key) => items.delete(key),
    clear: () => items.clear(),
    get length() {
      return items.size;
    },
  };
}

function save() {
  const [key, customer, language] = ['key', 'customer', 'language'].map((id) => field(id).value.trim());
  sessionStorage.setItem(remembered, JSON.stringify({ key, customer, language }));
  show(key);
}

function show(key) {
  field('status').textContent = key ? `asking as ${key.split('_')[1] ?? 'an unknown role'}` : 'asking as a visitor';
}

function credentials() {
  const [key, customer, language] = ['key', 'customer', 'language'].map((id) => field(id).value.trim());
  return { key, customer, language };
}

function fetcher(request, options) {
  const operations = options?.documentAST?.definitions.filter((d) => d.kind === 'OperationDefinition') ?? [];
  const asked = operations.length === 1 ? operations[0] : operations.find((d) => d.name?.value === request.operationName);
  return asked?.operation === 'subscription' ? subscribe(request) : post(request);
}

async function post(request) {
  const { key, customer, language } = credentials();
  const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' };
  if (key) headers.authorization = `Bearer ${key}`;
  if (customer) headers['splot-customer'] = customer;
  if (language) headers['accept-language'] = language;
  const response = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(request) });
  return response.json();
}

/* One socket a subscription: a changed key takes effect with the next one. */
function subscribe(request) {
  const { key, customer, language } = credentials();
  const connectionParams = {};
  if (key) connectionParams.authorization = `Bearer ${key}`;
  if (customer) connectionParams.splotCustomer = customer;
  if (language) connectionParams.acceptLanguage = language;
  const client = window.graphqlWs.createClient({
    url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
    connectionParams,
    retryAttempts: 0,
  });
  return {
    subscribe(sink) {
      const stop = client.subscribe(request, {
        next: (value) => sink.next(value),
        error: (error) =>
          sink.error(error instanceof CloseEvent ? new Error(`The socket was closed: ${error.code} ${error.reason}`) : error),
        complete: () => sink.complete(),
      });
      return {
        unsubscribe() {
          stop();
          client.dispose();
        },
      };
    },
  };
}
