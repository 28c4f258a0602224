// A newcomer's path through a year: last year's sheet, the new year, two texts and a bar, a finding, what changed,
// and both files; once by the mouse alone but for the words, once by keys alone.

import assert from 'node:assert/strict';
import path from 'node:path';
import { downloaded, home, load, open, settled, text } from './browser.mjs';
import { real } from './data.mjs';
import { cell, press } from './sheet.mjs';

/** Takes pictures of the steps of a path, which are left in target/app-tests. */
function pictures(page, kind) {
  let step = 0;
  return () => {
    step += 1;
    return page.screenshot({ path: path.join(home, `year-${kind}-${step}.png`) });
  };
}

/** Whether all is as it should be in the end. */
async function look(page, faults) {
  const yaml = await text(page);
  assert.match(yaml, /年度: 平成30年度\n/);
  assert.match(yaml, /- 方法検討: 4月〜10月\n/);
  assert.match(yaml, /検討会議（部会）/);
  assert.deepEqual(faults, []);
}

export default {
  'a year by the mouse, but for the words': async () => {
    const { page, faults, close } = await open();
    const picture = pictures(page, 'mouse');
    try {
      await picture();
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: '前年度のファイルから始める' }).click()]);
      await chooser.setFiles({ name: 'h29-odawara.yaml', mimeType: '', buffer: Buffer.from(real) });
      await page.getByRole('button', { name: '新しいファイルをつくる' }).waitFor();
      await picture();
      await page.getByRole('button', { name: '新しいファイルをつくる' }).click();
      await page.getByRole('button', { name: '表を直す' }).waitFor();
      await picture();
      const looks = await page.locator('#question li').allTextContents();
      // Comments, which the table does not show, come last.
      const comment = looks.findIndex((look) => look.startsWith('説明（#）'));
      assert(comment > 0 && looks.slice(comment).every((look) => look.startsWith('説明（#）')));
      assert(looks.every((look) => !/^\S+: |^内容:|\|-/.test(look)));
      await page.getByRole('button', { name: '表を直す' }).click();
      await settled(page);
      assert.equal(await page.textContent('#file-name'), 'h30-odawara.yaml');
      // What to look at can be looked at again.
      await page.getByRole('button', { name: `確かめてほしい所 ${looks.length}` }).click();
      assert.deepEqual(await page.locator('#question li').allTextContents(), looks);
      // Each leads to what it is about, and is ticked then.
      const first = page.locator('#question li', { has: page.getByRole('button', { name: /^取組\d/ }) }).first();
      const place = await first.getByRole('button').textContent();
      await first.getByRole('button').click();
      assert.deepEqual(await page.evaluate(() => [document.activeElement.ariaLabel, document.getElementById('question').open]), [place, false]);
      await page.getByRole('button', { name: `確かめてほしい所 ${looks.length - 1}` }).click();
      assert.match(await first.textContent(), /見ました$/);
      await page.locator('#question li').nth(comment).getByRole('button').click();
      assert.match(await page.evaluate(() => { const area = document.getElementById('source'); return area.value.slice(area.selectionStart).split('\n')[0]; }), /^#/);
      await page.getByRole('button', { name: '表', exact: true }).click();
      await cell(page, 2, '項目').click();
      await page.keyboard.type('主治医との連絡会');
      await cell(page, 3, '項目').click();
      await page.keyboard.type('役割の整理');
      await page.locator('#row-0-1 .bar').first().click();
      await page.locator('#bar-form select').nth(1).selectOption('10月');
      await settled(page);
      await picture();
      await page.getByRole('button', { name: '一覧を開く' }).click();
      await picture();
      await page.locator('#findings').getByRole('button', { name: '会議 に直す' }).click();
      await settled(page);
      await page.getByRole('tab', { name: '見え消し' }).click();
      await page.locator('#marks li').first().waitFor();
      await settled(page);
      await picture();
      for (const [id, name] of [['#pdf', 'h30-odawara.pdf'], ['#xlsx', 'h30-odawara.xlsx']]) {
        assert.equal((await downloaded(page, () => page.click(id))).name, name);
      }
      await page.getByRole('tab', { name: '編集' }).click();
      await look(page, faults);
    } finally {
      await close();
    }
  },

  'a year by keys': async () => {
    const { page, faults, close } = await open();
    const picture = pictures(page, 'keys');
    /** Presses a key until the focus is where it is wanted. */
    const reach = async (key, selector) => {
      for (let count = 0; !(await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)); count += 1) {
        assert(count < 60, `${key} does not lead to ${selector}`);
        await press(page, key);
      }
    };
    const button = (words) => page.getByRole('button', { name: words }).evaluate((it) => { it.id ||= 'wanted'; return `#${it.id}`; });
    try {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, 'Control+o')]);
      await chooser.setFiles({ name: 'h29-odawara.yaml', mimeType: '', buffer: Buffer.from(real) });
      await page.waitForFunction(() => document.getElementById('file-name').textContent === 'h29-odawara.yaml');
      await settled(page);
      await picture();
      await reach('F6', '#file-button');
      await press(page, 'Enter');
      await page.getByRole('menuitem', { name: '新しくつくる' }).waitFor();
      await press(page, 'ArrowDown', 'ArrowDown', 'Enter');
      await page.getByRole('button', { name: '新しいファイルをつくる' }).waitFor();
      await picture();
      await reach('Tab', '#question button.strong');
      await press(page, 'Enter');
      await page.getByRole('button', { name: '表を直す' }).waitFor();
      await picture();
      await reach('Tab', '#question button.strong');
      await press(page, 'Enter');
      await settled(page);
      await reach('F6', '#table textarea');
      await reach('Tab', '[aria-label="取組2 項目"]');
      await page.keyboard.type('主治医との連絡会');
      await press(page, 'Tab');
      await page.keyboard.type('年に二度開く');
      await reach('Tab', '.bar');
      await press(page, 'Shift+ArrowRight');
      await settled(page);
      await picture();
      await reach('F6', '#findings button');
      await reach('Tab', '#findings [aria-expanded]');
      await press(page, 'Enter');
      await reach('Tab', await button('会議 に直す'));
      await picture();
      await press(page, 'Enter');
      await settled(page);
      await reach('F6', '#file-button');
      await reach('Tab', '#tab-edit');
      await press(page, 'ArrowRight');
      await page.locator('#marks li').first().waitFor();
      await settled(page);
      await picture();
      for (const id of ['#pdf', '#xlsx']) {
        await reach('Tab', id);
        assert.match((await downloaded(page, () => press(page, 'Enter'))).name, /^h30-odawara\./);
      }
      await reach('Shift+Tab', '#tab-marks');
      await press(page, 'ArrowLeft');
      await look(page, faults);
    } finally {
      await close();
    }
  },
};
