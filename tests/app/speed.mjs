// How long things take, and how much memory they need. Times are printed, not judged: other work on the machine
// changes them. The size of the file and the memory are held to what they may be.
// Use: node tests/app/speed.mjs

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { load, open, html } from './browser.mjs';
import { real, rows } from './data.mjs';

/** What the file and the memory may be, in MB. */
const [MOST_FILE, MOST_MEMORY] = [9.5, 450];

const middle = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];

/** The times in milliseconds from a key to the picture that shows it. */
async function keys(page, count) {
  await page.getByRole('textbox', { name: '取組2 項目' }).click();
  await page.keyboard.press('F2');
  const times = [];
  for (let index = 0; index < count; index += 1) {
    const time = page.evaluate(() => new Promise((resolve) => {
      let begin = 0;
      addEventListener('keydown', () => { begin = performance.now(); }, { once: true, capture: true });
      const first = document.querySelector('#pages .page');
      new MutationObserver((_, observer) => { observer.disconnect(); requestAnimationFrame(() => resolve(performance.now() - begin)); }).observe(first, { childList: true, subtree: true });
    }));
    await page.waitForTimeout(30);
    await page.keyboard.press('a');
    times.push(await time);
    await page.waitForTimeout(100);
  }
  return middle(times);
}

/** The memory of the page's process in MB, its workers included. */
function memory() {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const renderers = processes.filter((id) => { try { return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--type=renderer'); } catch { return false; } });
  return Math.max(...renderers.map((id) => Number(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8').match(/Pss:\s+(\d+)/)[1]) / 1024));
}

const size = statSync(html).size / 1e6;
console.log(`${cpus().length} × ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}`);
console.log(`${size.toFixed(2)} MB: the file (${MOST_FILE} at most)`);
assert(size <= MOST_FILE);
const starts = [];
for (let count = 0; count < 3; count += 1) {
  const { page, close } = await open();
  starts.push(await page.evaluate(() => performance.getEntriesByName('ready')[0].startTime));
  await close();
}
console.log(`${middle(starts).toFixed(0)} ms: from the double click to the first page`);
for (const [name, data, count] of [['the real sheet', real, 15], ['500 rows', rows(500), 5]]) {
  const { page, close } = await open();
  await load(page, 'r9.yaml', data);
  console.log(`${(await keys(page, count)).toFixed(0)} ms: from a key to the new picture, ${name}`);
  console.log(`${memory().toFixed(0)} MB: memory, ${name} (${MOST_MEMORY} at most)`);
  assert(memory() <= MOST_MEMORY);
  await close();
}
process.exit();
