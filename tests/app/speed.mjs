// How long things take, and how much memory they need: printed, not judged, but for the memory and the size of
// the file, which no other work on the machine changes.
// Use: node tests/app/speed.mjs

import { readFileSync, statSync } from 'node:fs';
import { load, open, html } from './browser.mjs';
import { real, rows } from './data.mjs';

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

import { readdirSync } from 'node:fs';

console.log(`${(statSync(html).size / 1e6).toFixed(2)} MB: the file`);
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
  console.log(`${memory().toFixed(0)} MB: memory, ${name}`);
  await close();
}
