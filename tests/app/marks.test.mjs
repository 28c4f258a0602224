// 見え消し: what changed since an earlier version.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compareWith, downloaded, load, open, root, settled, text } from './browser.mjs';
import { CHANGED, real } from './data.mjs';

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
      for (const [word, format] of [['PDF', 'pdf'], ['Excel', 'xlsx']]) {
        const made = await downloaded(page, () => page.getByRole('button', { name: `見え消し版の ${word}` }).click());
        assert.equal(made.name, `r9_見え消し.${format}`);
        assert(made.bytes.equals(readFileSync(path.join(work, made.name))), made.name);
      }
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
};
