// A newcomer's path through a year: last year's sheet, the new year, two texts and a bar, a finding, what changed,
// and both files; once by the mouse alone, once by keys alone.

import assert from 'node:assert/strict';
import { downloaded, load, open, settled, text } from './browser.mjs';
import { real } from './data.mjs';

const cell = (page, row, key) => page.getByRole('textbox', { name: `取組${row} ${key}`, exact: true });

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
    try {
      await load(page, 'h29-odawara.yaml', real);
      await page.getByRole('button', { name: 'ファイル' }).click();
      await page.getByRole('menuitem', { name: '年度更新…' }).click();
      await page.getByRole('button', { name: '新しいファイルをつくる' }).click();
      await page.getByRole('button', { name: '表を直す' }).click();
      await settled(page);
      assert.equal(await page.textContent('#file-name'), 'h30-odawara.yaml');
      await cell(page, 2, '項目').click();
      await page.keyboard.type('主治医との連絡会');
      await cell(page, 3, '項目').click();
      await page.keyboard.type('役割の整理');
      await page.locator('#row-0-1 .bar').first().click();
      await page.locator('#bar-form select').nth(1).selectOption('10月');
      await settled(page);
      await page.getByRole('button', { name: '一覧を開く' }).click();
      await page.locator('#findings').getByRole('button', { name: '会議 に直す' }).click();
      await settled(page);
      await page.getByRole('tab', { name: '見え消し' }).click();
      await page.locator('#marks li').first().waitFor();
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
    const press = async (...keys) => { for (const key of keys) { await page.keyboard.press(key); } };
    try {
      await load(page, 'h29-odawara.yaml', real);
      await page.locator('#file-button').focus();
      await press('Enter');
      await page.getByRole('menuitem', { name: '新しくつくる' }).waitFor();
      await press('ArrowDown', 'ArrowDown', 'Enter');
      await page.getByRole('button', { name: '新しいファイルをつくる' }).waitFor();
      await page.getByRole('button', { name: '新しいファイルをつくる' }).focus();
      await press('Enter');
      await page.getByRole('button', { name: '表を直す' }).waitFor();
      await press('Enter');
      await settled(page);
      await cell(page, 2, '項目').focus();
      await page.keyboard.type('主治医との連絡会');
      await press('ArrowDown', 'Escape');
      await cell(page, 2, '備考').focus();
      await press('Tab', 'Shift+ArrowRight');
      await settled(page);
      while (!(await page.evaluate(() => document.querySelector('#findings li.here')?.textContent.includes('会儀')))) {
        if (!(await page.locator('#findings ol').count())) {
          await page.getByRole('button', { name: '一覧を開く' }).focus();
          await press('Enter');
        }
        await press('F8');
      }
      await page.locator('#findings li.here').getByRole('button', { name: '会議 に直す' }).focus();
      await press('Enter');
      await settled(page);
      await page.locator('#tab-edit').focus();
      await press('ArrowRight');
      await page.locator('#marks li').first().waitFor();
      for (const id of ['#pdf', '#xlsx']) {
        await page.locator(id).focus();
        assert.match((await downloaded(page, () => press('Enter'))).name, /^h30-odawara\./);
      }
      await page.locator('#tab-marks').focus();
      await press('ArrowLeft');
      await look(page, faults);
    } finally {
      await close();
    }
  },
};
