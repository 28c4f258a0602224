// Runs the tests in the files beside this one, or those that are named, and tells which fail.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = path.dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(folder).filter((file) => file.endsWith('.test.mjs') && (wanted.length === 0 || wanted.some((word) => file.startsWith(word))));
assert(files.length > 0, 'no such test');
let failed = 0;
for (const file of files) {
  const { default: tests } = await import(pathToFileURL(path.join(folder, file)).href);
  for (const [name, test] of Object.entries(tests)) {
    const begin = performance.now();
    const said = (word) => console.log(`${word} ${file}: ${name} (${((performance.now() - begin) / 1000).toFixed(1)} s)`);
    // A browser that is late on a busy machine, or gone, is no fault of the page: what fails is tried once more.
    const first = await failure(test);
    const last = first && await failure(test);
    if (last) {
      failed += 1;
      console.log(`FAILED ${file}: ${name}\n${last.stack}`);
    } else {
      said(first ? `ok at the second time (${first.message})` : 'ok');
    }
  }
}

/** Why a test fails; nothing where it passes. */
async function failure(test) {
  try {
    await test();
    return null;
  } catch (error) {
    return error;
  }
}

process.exit(failed > 0 ? 1 : 0);
