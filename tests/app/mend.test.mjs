// Mistakes and doubts: shown in place, mended by a button, and nothing wrong goes out.

import assert from 'node:assert/strict';
import { downloaded, load, open, settled, text } from './browser.mjs';
import { real, rows } from './data.mjs';
import { inApp } from './sheet.mjs';

const WRONG = real.replace('- 順次実施: 10月〜3月', '- 順次実施: 10月〜13月');

/** Keeps the workers that a page starts, and how many pages each layout has brought. */
function watchWorkers() {
  const Own = window.Worker;
  Object.assign(window, { workers: [], brought: [] });
  window.Worker = class extends Own {
    constructor(url) {
      super(url);
      window.workers.push(this);
      this.addEventListener('message', ({ data }) => { const { pages } = data.answer?.layout?.made ?? {}; pages && window.brought.push(pages.filter(({ svg }) => svg).length); });
    }
  };
}

/** The pages that are shown, as SVG. */
const pagesOf = (page) => page.locator('#pages .page').evaluateAll((pages) => pages.map(({ svg }) => svg));

/** The pages of data that are opened by somebody else. */
async function pagesAnew(yaml) {
  const { page, close } = await open();
  try {
    await load(page, 'r9.yaml', yaml);
    return await pagesOf(page);
  } finally {
    await close();
  }
}

export default {
  'with a mistake nothing is made, and the last right page stays': inApp(async (page) => {
    await load(page, 'r9.yaml', real);
    const before = await page.locator('#pages .page').first().innerHTML();
    await page.getByRole('button', { name: 'YAML' }).click();
    await page.fill('#source', WRONG);
    await page.getByRole('button', { name: '表', exact: true }).click();
    await settled(page);
    assert.match(await page.textContent('#notice'), /誤り 1 件があるため、一つ前の正しい紙面を示しています/);
    assert.equal((await page.locator('#pages .page').first().innerHTML()).replace(/ class="(row|field)"/g, ''), before.replace(/ class="(row|field)"/g, ''));
    assert.match(await page.locator('.said.error').textContent(), /「13月」という月はありません/);
    assert.equal(await page.locator('.bar.wrong').count(), 1);
    // It stands where it seems to be meant, and hides no other.
    assert.deepEqual(await page.locator('#row-0-1 .bar').evaluateAll((bars) => bars.map(({ textContent, style }) => [textContent, style.getPropertyValue('--start'), style.getPropertyValue('--length'), style.getPropertyValue('--lane')])), [['方法検討', '0', '18', '0'], ['順次実施 10月〜13月', '18', '18', '0']]);
    await page.getByRole('button', { name: '誤りへ' }).click();
    assert.equal(await page.evaluate(() => document.activeElement.classList.contains('wrong')), true);
    for (const id of ['#pdf', '#xlsx', '#print']) {
      await page.click(id);
      await page.waitForFunction(() => document.getElementById('alert').textContent === '誤り 1 件を直すと作れます');
      assert.equal(await page.evaluate(() => document.activeElement.classList.contains('wrong')), true, id);
      await page.keyboard.press('Escape');
    }
    // The data can be saved all the same.
    assert.equal((await downloaded(page, () => page.click('#save'))).bytes.toString(), WRONG);
    await page.locator('.bar.wrong').click();
    await page.locator('#bar-form select').nth(1).selectOption('3月');
    await settled(page);
    assert.equal(await page.isVisible('#notice'), false);
  }),

  'doubts are mended, or left as they are, by their buttons': inApp(async (page) => {
    await load(page, 'r9.yaml', real);
    await page.getByRole('button', { name: '一覧を開く' }).click();
    const line = (words) => page.locator('#findings li').filter({ hasText: words });
    await line('会儀').getByRole('button', { name: '会議 に直す' }).click();
    await settled(page);
    let yaml = await text(page);
    assert.equal(yaml, real.replace('検討会儀（部会）', '検討会議（部会）'));
    await line('地域地域').getByRole('button', { name: 'このまま' }).click();
    await settled(page);
    yaml = await text(page);
    assert.match(yaml, /無視:\n +- 地域地域\n|無視: \[地域地域\]\n/);
    assert.equal(await line('地域地域').count(), 0);
    await page.keyboard.press('F8');
    assert.notEqual(await page.evaluate(() => document.activeElement.tagName), 'BODY');
    await page.click('#undo');
    await page.click('#undo');
    assert.equal(await text(page), real);
  }),

  'what is no YAML is shown as text, and mended there': inApp(async (page) => {
    await load(page, 'r9.yaml', real.replace('資料番号: 資料３', '資料番号：資料３'));
    assert.equal(await page.isVisible('#source'), true);
    await page.getByRole('button', { name: '一覧を開く' }).click();
    await page.locator('#findings li').getByRole('button', { name: '直す' }).click();
    await settled(page);
    assert.equal(await page.isVisible('#table table'), true);
    assert.equal(await text(page), real);
  }),

  'a program that has stopped is started anew, and the text is there': async () => {
    const { page, close } = await open({ before: watchWorkers });
    try {
      await load(page, 'r9.yaml', real);
      await page.getByRole('textbox', { name: '取組2 項目' }).click();
      await page.keyboard.type('残る文');
      await settled(page);
      // What the worker says when the program has stopped.
      await page.evaluate(() => {
        const [worker] = window.workers;
        worker.postMessage = (message) => worker.onmessage({ data: { id: message.id, failed: 'unreachable' } });
      });
      await page.keyboard.type('だ');
      await page.waitForFunction(() => document.getElementById('alert').textContent.startsWith('プログラムが止まったので'));
      await settled(page);
      await page.getByRole('textbox', { name: '取組3 項目' }).click();
      await page.keyboard.type('その後');
      await settled(page);
      const yaml = await text(page);
      assert.match(yaml, /項目: 残る文/);
      assert.match(yaml, /項目: その後\n/);
      assert.equal(await page.evaluate(() => window.workers.length), 2);
    } finally {
      await close();
    }
  },

  'of a long sheet the pages come that have changed, and all of them from a program that was started anew': async () => {
    const { page, close } = await open({ before: watchWorkers });
    const brought = () => page.evaluate(() => window.brought.at(-1));
    try {
      await load(page, 'r9.yaml', rows(100));
      const before = await pagesOf(page);
      assert(before.length > 4, `${before.length}`);
      await page.getByRole('textbox', { name: '取組2 項目' }).click();
      await page.keyboard.press('F2');
      await page.keyboard.type('も');
      await settled(page);
      const edited = await pagesOf(page);
      assert.equal(await brought(), 1);
      assert.equal(edited.filter((svg, index) => svg !== before[index]).length, 1);
      // More pages, and as many as before.
      await page.keyboard.insertText('長い文'.repeat(500));
      await settled(page);
      const longer = await pagesOf(page);
      assert(longer.length > before.length);
      await page.keyboard.press('Escape');
      await settled(page);
      assert.deepEqual(await pagesOf(page), before);
      // A layout that never comes, and is stopped.
      await page.evaluate(() => {
        const [worker] = window.workers;
        const post = worker.postMessage.bind(worker);
        worker.postMessage = (message) => message.request.ask === 'layout' || post(message);
      });
      await page.keyboard.press('F2');
      await page.keyboard.type('も');
      await page.getByRole('button', { name: '止める' }).click();
      await page.waitForFunction(() => document.getElementById('alert').textContent.startsWith('プログラムが止まったので'));
      await settled(page);
      assert.equal(await brought(), before.length);
      assert.deepEqual(await pagesOf(page), edited);
      await page.keyboard.insertText('長い文'.repeat(500));
      await settled(page);
      assert.deepEqual(await pagesOf(page), longer);
      assert.deepEqual(longer, await pagesAnew(await text(page)));
    } finally {
      await close();
    }
  },
};
