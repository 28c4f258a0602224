// 見え消し: what changed since an earlier version.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compareWith, downloaded, load, open, root, settled, text } from './browser.mjs';
import { CHANGED, real } from './data.mjs';
import { inApp } from './sheet.mjs';

export default {
  'changes are listed, drawn, handed out as by the command line, and given back': async () => {
    const work = mkdtempSync(path.join(tmpdir(), 'shiryo3-marks-'));
    const { page, faults, close } = await open();
    try {
      await load(page, 'r9.yaml', CHANGED);
      const clean = await page.locator('#pages .page').first().innerHTML();
      await compareWith(page, real);
      assert.equal(await page.textContent('#marks .count'), '変更 3 か所');
      assert.match(await page.locator('#marks li').first().textContent(), /2.*内容.*１年に/);
      assert.notEqual(await page.locator('#pages .page').first().innerHTML(), clean);
      const [old, now] = ['r8.yaml', 'r9.yaml'].map((name) => path.join(work, name));
      writeFileSync(old, real);
      writeFileSync(now, CHANGED);
      execFileSync(path.join(root, 'target/debug/shiryo3'), ['diff', old, now, '-o', work], { stdio: 'pipe' });
      for (const [card, style] of [['見え消し版', '見え消し'], ['新旧対照表', '新旧対照表']]) {
        for (const [word, format] of [['PDF', 'pdf'], ['Excel', 'xlsx']]) {
          const made = await downloaded(page, () => page.getByRole('button', { name: `${card}の ${word}` }).click());
          assert.equal(made.name, `r9_${style}.${format}`);
          assert(made.bytes.equals(readFileSync(path.join(work, made.name))), made.name);
        }
      }
      // Paper shows what the screen shows; the buttons at the top make the sheet without marks, and say so.
      const printed = await page.evaluate(() => { let paper; window.print = () => { paper = document.getElementById('printed').textContent; }; document.getElementById('print').click(); return paper; });
      assert(printed.startsWith(await page.locator('#pages .page').first().textContent()));
      await downloaded(page, () => page.click('#pdf'));
      await page.locator('#facts', { hasText: 'r9.pdf を作りました（右の紙面ではなく、今の資料です）' }).waitFor();
      const marked = await page.locator('#pages .page').first().innerHTML();
      await page.getByRole('button', { name: '対照表', exact: true }).click();
      assert.notEqual(await page.locator('#pages .page').first().innerHTML(), marked);
      assert.match(await page.locator('#pages .page').first().textContent(), /新.*旧/);
      await page.getByRole('button', { name: '溶け込み', exact: true }).click();
      assert.equal((await page.locator('#pages .page').first().innerHTML()).replace(/ class="(row|field)?"/g, ''), clean.replace(/ class="(row|field)?"/g, ''));
      await page.getByRole('button', { name: '取組2 内容 を前回に戻す' }).click();
      await page.waitForFunction(() => document.querySelector('#marks .count').textContent === '変更 2 か所');
      await page.getByRole('tab', { name: '編集' }).click();
      await settled(page);
      assert.match(await text(page), /１年に１度はもつ/);
      assert.deepEqual(faults, []);
    } finally {
      await close();
      rmSync(work, { recursive: true });
    }
  },

  'changes of one kind are listed alone': inApp(async (page) => {
    await load(page, 'r9.yaml', CHANGED.replace('提案機関: こども医療センター', ''));
    await compareWith(page, real);
    assert.deepEqual(await page.locator('#marks .chip').allTextContents(), ['すべて', '直した 3', '消した 1']);
    await page.getByRole('button', { name: '消した 1' }).click();
    assert.equal(await page.locator('#marks li').count(), 1);
    assert.match(await page.locator('#marks li').textContent(), /^4提案機関消した.*こども医療センター/);
    await page.getByRole('button', { name: 'すべて', exact: true }).click();
    assert.equal(await page.locator('#marks li').count(), 4);
    // What is gone comes back, and what has been added goes.
    await page.getByRole('button', { name: '取組4 提案機関 を前回に戻す' }).click();
    await page.waitForFunction(() => document.querySelector('#marks .count').textContent === '変更 3 か所');
    assert.match(await text(page), /提案機関: こども医療センター\n/);
    await page.click('#undo');
    await settled(page);
    await page.reload();
    await page.waitForSelector('html[data-ready]');
    await load(page, 'r9.yaml', real);
    await compareWith(page, real.replace('提案機関: こども医療センター', ''));
    await page.getByRole('button', { name: '取組4 提案機関 を前回に戻す' }).click();
    await page.waitForFunction(() => document.querySelector('#marks .count').textContent === '前回と同じです');
    assert.doesNotMatch(await text(page), /提案機関: こども医療センター\n/);
  }),

  'the earlier version may be a workbook of ours, and its changes are led through by F8': inApp(async (page) => {
    await load(page, 'r8.yaml', real);
    const workbook = await downloaded(page, () => page.click('#xlsx'));
    await load(page, 'r9.yaml', CHANGED);
    await page.getByRole('tab', { name: '見え消し' }).click();
    for (const file of [{ name: 'r8.pdf', buffer: Buffer.from('%PDF-1.7') }, { name: workbook.name, buffer: workbook.bytes }]) {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: '前回の資料を選ぶ' }).click()]);
      await chooser.setFiles({ ...file, mimeType: '' });
      if (file.name.endsWith('.pdf')) {
        await page.waitForFunction(() => document.getElementById('alert').textContent.includes('PDF からは比べられません'));
      }
    }
    await page.locator('#marks .count').waitFor();
    assert.equal(await page.textContent('#marks .count'), '変更 3 か所');
    await page.keyboard.press('F8');
    await page.keyboard.press('F8');
    assert.equal(await page.locator('#marks li').nth(1).getAttribute('class'), 'here');
  }),
};
