// Files that nobody should have: the page answers all the same, and what was there before is not lost.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load, open, root, settled, text } from './browser.mjs';
import { real, rows } from './data.mjs';

/** The longest that the page may answer nothing, in milliseconds. */
const LONGEST = 2000;

/** Measures the longest task of the page while something is done, in milliseconds of its processor: what else the
 * machine does is not the page's fault. */
async function longestTask(browser, work) {
  const session = await browser.newBrowserCDPSession();
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline'] } });
  await work();
  const complete = new Promise((resolve) => { session.once('Tracing.tracingComplete', resolve); });
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const thread = ({ pid, tid }) => `${pid} ${tid}`;
  const pages = new Set(events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(thread));
  const tasks = events.filter((event) => event.name === 'RunTask' && pages.has(thread(event)));
  assert(tasks.length > 0);
  return Math.max(...tasks.map(({ tdur }) => (tdur ?? 0) / 1000));
}

const big = (unit, size) => unit.repeat(Math.ceil(size / Buffer.byteLength(unit)));
const MOST = 8 * 1024 * 1024 - 2000;

/** Files made to be too much. */
const MADE = {
  'one text of 8 MB': real.replace('項目: 主治医', `項目: ${big('あ', MOST - 40000)}`),
  '8 MB of comments': real + big('# 説明\n', MOST - 40000),
  '8 MB of rows': rows(100) + big('      - 番号: 1\n', 7_000_000),
  'deep lists': `課題: ${'['.repeat(100000)}`,
  'aliases': `a: &a [${'x,'.repeat(10)}]\n${Array.from({ length: 12 }, (_, index) => `b${index}: &b${index} [*a,*a,*a]`).join('\n')}\n`,
  '3,000 rows': rows(3000),
  'long lines': real.replace('内容: 学校', `内容: ${'学校に通う'.repeat(3000)}`),
};

export default {
  'no file keeps the page from answering for over 2 seconds': async () => {
    const seeds = path.join(root, 'tests/fuzz/seeds');
    const files = [...readdirSync(seeds).map((name) => [name, readFileSync(path.join(seeds, name))]), ...Object.entries(MADE).map(([name, data]) => [`${name}.yaml`, Buffer.from(data)])];
    const work = mkdtempSync(path.join(tmpdir(), 'shiryo3-hostile-'));
    const { page, context, faults, close } = await open();
    page.setDefaultTimeout(120000);
    try {
      await load(page, 'r9.yaml', real);
      await page.getByRole('textbox', { name: '取組2 項目' }).click();
      await page.keyboard.type('消えない文');
      await settled(page);
      let asks = true;
      for (const [name, buffer] of files) {
        await page.evaluate(() => { document.getElementById('alert').textContent = ''; });
        const file = path.join(work, name);
        writeFileSync(file, buffer);
        const longest = await longestTask(context.browser(), async () => {
          await page.setInputFiles('#picker', file);
          if (asks) {
            await page.getByRole('dialog').getByRole('button', { name: '保存しないで開く' }).click();
            asks = false;
          }
          await page.waitForFunction((wanted) => (document.getElementById('file-name').textContent === wanted && document.documentElement.dataset.busy === 'no') || document.getElementById('alert').textContent !== '', name);
          await page.waitForTimeout(200);
        });
        if (process.env.VERBOSE) console.log(name, longest);
        assert(longest < LONGEST, `${name}: ${longest}`);
      }
      assert.deepEqual(faults, []);
      page.on('dialog', (dialog) => dialog.accept());
      await page.reload();
      await page.getByRole('button', { name: 'r9.yaml の下書きを続きから直す' }).click();
      assert.equal(await text(page), real.replace(/主治医病院との学校の連絡会の実施/, '消えない文'));
    } finally {
      await close();
      rmSync(work, { recursive: true });
    }
  },

  'a hostile text typed over a right one can be taken back': async () => {
    const { page, close } = await open();
    page.setDefaultTimeout(60000);
    try {
      await load(page, 'r9.yaml', real);
      await page.click('#as-text');
      for (const data of [MADE['deep lists'], MADE.aliases, '', '\u0000', '{', '- '.repeat(50000)]) {
        await page.fill('#source', data);
        await page.locator('#source').blur();
        await page.waitForTimeout(300);
        await page.waitForFunction(() => document.documentElement.dataset.busy === 'no');
        await page.click('#undo');
        await page.waitForFunction((wanted) => document.getElementById('source').value === wanted, real);
      }
    } finally {
      await close();
    }
  },
};
