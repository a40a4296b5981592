/** Async iterators whose `return()` reaches the source at once, also while a `next()` is waiting: a native async generator would queue it. */

export function mapStream<T, U>(source: AsyncIterable<T>, map: (value: T) => Promise<U> | U): AsyncGenerator<U, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  let ended = false;
  const end = async (): Promise<void> => {
    ended = true;
    await iterator.return?.();
  };
  return {
    async next() {
      if (ended) return { value: undefined, done: true };
      const item = await iterator.next();
      if (ended || item.done) return { value: undefined, done: true };
      try {
        return { value: await map(item.value), done: false };
      } catch (error) {
        await end();
        throw error;
      }
    },
    async return() {
      await end();
      return { value: undefined, done: true };
    },
    async throw(error) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await end();
    },
  };
}
