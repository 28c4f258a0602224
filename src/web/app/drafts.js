// Drafts and the files of late, in the browser's own store (IndexedDB). All pages that are opened from files
// share it, so each entry has an id that tells nothing.

const STORES = ['drafts', 'recent'];
/** How many of each are kept. */
const MOST = 10;
/** How long they are kept, in milliseconds. */
const LIFE = 30 * 24 * 3600 * 1000;

let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('shiryo3', 1);
    request.onupgradeneeded = () => STORES.forEach((name) => request.result.createObjectStore(name, { keyPath: 'id' }));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function act(store, mode, work) {
  const transaction = (await database()).transaction(store, mode);
  const request = work(transaction.objectStore(store));
  // A page that is about to go waits for nothing.
  transaction.commit();
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** Keeps an entry: `{id, name, time, …}`. */
export async function keep(store, entry) {
  await act(store, 'readwrite', (entries) => entries.put({ ...entry, time: Date.now() }));
  const old = (await all(store)).slice(MOST);
  await Promise.all(old.map(({ id }) => forget(store, id)));
}

/** All entries, the newest first, those that are too old left out. */
export async function all(store) {
  const entries = await act(store, 'readonly', (it) => it.getAll());
  const isYoung = ({ time }) => Date.now() - time < LIFE;
  return entries.filter(isYoung).sort((one, other) => other.time - one.time);
}

/** Takes an entry away. */
export const forget = (store, id) => act(store, 'readwrite', (entries) => entries.delete(id));
