// Several files at once: into a folder where the browser lets us.

import { emit } from './state.js';
import { put } from './saving.js';

/** Whether files can be written into a folder. */
export const hasFolders = () => typeof window.showDirectoryPicker === 'function';

/** Asks for a folder and writes files into it, all or none. Those that are there stay: one may be a reply. */
export async function saveInto(make) {
  const folder = await window.showDirectoryPicker({ mode: 'readwrite', id: 'inquiry' }).catch(() => null);
  const files = folder && (await make());
  if (!files) {
    return;
  }
  try {
    const there = await namesThere(folder, files);
    if (there.length > 0) {
      const others = there.length > 1 ? ` など ${there.length} 件` : '';
      emit('failed', `${there[0]}${others} は既にあります。返ってきた回答かもしれないので、上書きしません。別のフォルダーを選んでください`);
      return;
    }
    for (const { name, bytes } of files) {
      await put(await folder.getFileHandle(name, { create: true }), bytes);
    }
    emit('noted', `${folder.name} に ${files.length} 件を作りました`);
  } catch {
    emit('failed', 'フォルダーに書き込めません。書き込める別のフォルダーを選んでください');
  }
}

async function namesThere(folder, files) {
  const found = await Promise.all(files.map(({ name }) => folder.getFileHandle(name).then(() => name, () => null)));
  return found.filter(Boolean);
}

/** The files of a folder, and of those in it. @returns {Promise<File[]>} */
export async function filesIn(folder) {
  const files = [];
  for await (const entry of folder.values()) {
    files.push(...(entry.kind === 'directory' ? await filesIn(entry) : [await entry.getFile()]));
  }
  return files;
}
