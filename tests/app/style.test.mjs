// 書式: how the sheet looks, as a form and as text; the files are those that the command line makes with the
// template that the page hands out.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { downloaded, load, open, root, settled, text } from './browser.mjs';
import { real } from './data.mjs';

/** Opens the real sheet with its look in sight. */
async function beside(work) {
  const { page, faults, close } = await open();
  try {
    await load(page, 'r9.yaml', real);
    await page.getByRole('button', { name: '書式', exact: true }).click();
    await page.getByLabel('用紙').waitFor();
    await work(page);
    assert.deepEqual(faults, []);
  } finally {
    await close();
  }
}

const undo = (page) => page.getByRole('button', { name: '元に戻す', exact: true }).click();

/** Writes a text in a field of the form. */
async function write(page, label, value) {
  await page.getByLabel(label, { exact: true }).fill(value);
  await page.keyboard.press('Tab');
  await settled(page);
}

export default {
  'switches change the look, step by step, and make what the command line makes': () => beside(async (page) => {
    const work = mkdtempSync(path.join(tmpdir(), 'shiryo3-style-'));
    try {
      await page.getByLabel('用紙').selectOption('A4縦');
      await settled(page);
      await page.getByLabel('用紙').selectOption('A3横');
      await settled(page);
      await write(page, '本文', '7');
      await page.getByLabel('凡例').selectOption('はい');
      await settled(page);
      await write(page, '備考 見出し', '備え');
      await page.getByRole('button', { name: '備考 を左へ' }).click();
      await settled(page);
      await page.getByLabel('色を決める帯を加える').selectOption('方法検討');
      await settled(page);
      await page.getByLabel('帯「方法検討」の地色を選ぶ').fill('#ddeeff');
      await settled(page);
      await write(page, '見え消しの色', '#0000aa');
      assert.match(await page.textContent('#facts'), /本文 7\.0pt/);
      assert.match(await page.locator('#pages').innerHTML(), /#ddeeff/i);
      const style = await downloaded(page, () => page.getByRole('button', { name: '書式を保存' }).click());
      assert.equal(style.name, '書式.yaml');
      assert.match(style.bytes.toString(), /  本文: 7pt +# 表の中の文字/);
      assert.match(style.bytes.toString(), /見え消し:\n? *.*色: ['"]#0000AA['"]/);
      writeFileSync(path.join(work, style.name), style.bytes);
      writeFileSync(path.join(work, 'r9.yaml'), await text(page));
      execFileSync(path.join(root, 'target/debug/shiryo3'), ['build', 'r9.yaml', '-o', work], { cwd: work, stdio: 'pipe' });
      for (const [id, name] of [['#pdf', 'r9.pdf'], ['#xlsx', 'r9.xlsx']]) {
        const made = await downloaded(page, () => page.click(id));
        assert(made.bytes.equals(readFileSync(path.join(work, name))), name);
      }
      for (let count = 0; count < 9; count += 1) {
        await undo(page);
        await settled(page);
      }
      assert.equal(await text(page), real);
      assert.match(await page.textContent('#facts'), /本文 7\.5pt/);
    } finally {
      rmSync(work, { recursive: true });
    }
  }),

  'a template that is in no file yet is told in each tab, until it is saved': () => beside(async (page) => {
    await page.getByLabel('凡例').selectOption('はい');
    await settled(page);
    for (const tab of ['見え消し', '照会と回答', '編集']) {
      await page.getByRole('tab', { name: tab }).click();
      await downloaded(page, () => page.click('#save'));
      await page.locator('#offer', { hasText: '書式.yaml も' }).waitFor();
      assert.match(await page.textContent('#saved'), /書式\.yaml を保存していません/);
      assert.match(await page.textContent('#status'), /書式\.yaml はまだ保存していません/);
      await page.getByRole('button', { name: 'このまま' }).click();
    }
    await downloaded(page, () => page.getByRole('button', { name: '書式を保存' }).click());
    await page.waitForFunction(() => document.getElementById('saved').textContent.startsWith('保存しました'));
    await downloaded(page, () => page.click('#save'));
    assert.equal(await page.locator('#offer').count(), 0);
  }),

  'what does not fit says what to mend, and marks its field': () => beside(async (page) => {
    await page.getByLabel('用紙').selectOption('A4横');
    const said = page.locator('#style .said.error');
    await said.waitFor();
    assert.match(await said.textContent(), /欄の幅の合計が用紙の幅を.*「用紙」を大きくするか、欄の「幅」を左から [\d.、]+ にするか/);
    const wide = page.getByLabel('内容 幅');
    assert.equal(await wide.getAttribute('aria-invalid'), 'true');
    assert.equal(await wide.getAttribute('aria-describedby'), await said.getAttribute('id'));
    await said.getByRole('button', { name: '欄へ' }).click();
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), '内容 幅');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '一覧を開く' }).click();
    await page.locator('#findings').getByRole('button', { name: '書式', exact: true }).click();
    await page.waitForFunction(() => document.activeElement.getAttribute('aria-label') === '内容 幅');
    await undo(page);
    await said.waitFor({ state: 'detached' });
    assert.equal(await wide.getAttribute('aria-invalid'), null);
    // Margins stand one below the other, in the order that people say them in.
    const at = await page.evaluate(() => ['用紙', '上', '下', '左', '右'].map((side) => document.getElementById(side === '用紙' ? 'style-用紙' : `style-余白-${side}`).getBoundingClientRect()).map(({ left, top }) => [left, top]));
    assert.equal(new Set(at.map(([left]) => left)).size, 1);
    assert.deepEqual(at.map(([, top]) => top), at.map(([, top]) => top).toSorted((one, other) => one - other));
  }),

  'columns are made to fit a smaller paper by one button, which is one step': () => beside(async (page) => {
    const width = () => page.getByLabel('内容 幅').inputValue();
    for (const within of ['#style', '#findings']) {
      await page.getByLabel('用紙').selectOption('A4横');
      await settled(page);
      if (within === '#findings') {
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: '一覧を開く' }).click();
      }
      await page.locator(within).getByRole('button', { name: '列の幅を合わせる' }).click();
      await settled(page);
      assert.match(await page.textContent('#findings'), /誤り 0/);
      assert.match(await page.textContent('#facts'), /A4横・本文 7\.5pt/);
      await undo(page);
      await settled(page);
      assert.match(await page.textContent('#findings'), /誤り 1/);
      await undo(page);
      await settled(page);
      assert.equal(await text(page), real);
    }
    await page.getByRole('button', { name: '書式', exact: true }).click();
    assert.equal(await width(), '44.7');
  }),

  'a template in which something else stands than the form has fields for is shown all the same': () => beside(async (page) => {
    const groups = `欄:
  - 見出し: 取組
    欄:
      - {名前: 項目, 幅: 20}
      - {名前: 予定, 幅: 残り}
`;
    for (const template of ['欄: 番号\n', '本文: 7\n文字: {本文: {大きさ: 7pt}}\n', '余白: 3mm\n', groups]) {
      await page.reload();
      await page.waitForSelector('html[data-ready]');
      await load(page, 'r8.yaml', `書式: 書式.yaml\n${real}`, [{ name: '書式.yaml', bytes: template }]);
      await page.getByRole('button', { name: '書式', exact: true }).click();
      await page.locator('#style .said', { hasText: '「用紙」がありません' }).waitFor();
      await page.getByLabel('用紙').waitFor();
    }
    // A head goes with the columns below it, but not with that of the schedule.
    assert.equal(await page.getByRole('button', { name: '取組 を外す' }).count(), 0);
    assert.doesNotMatch(await page.getByLabel('外した欄を戻す').textContent(), /項目|予定/);
  }),

  'columns are taken away and put back where they were': () => beside(async (page) => {
    const heads = () => page.locator('#table thead th').allTextContents();
    const before = await heads();
    await page.getByRole('button', { name: '協力機関 を外す' }).click();
    await settled(page);
    assert.deepEqual(await heads(), before.filter((name) => name !== '協力機関'));
    assert.equal(await page.getByRole('button', { name: '予定 を外す' }).count(), 0);
    assert.doesNotMatch(await page.locator('#pages').innerHTML(), /協力を得たい/);
    await page.getByLabel('外した欄を戻す').selectOption('協力機関');
    await settled(page);
    assert.deepEqual(await heads(), before);
    assert.match(await page.textContent('#findings'), /誤り 0/);
    assert.equal(await page.getByLabel('外した欄を戻す').count(), 0);
    assert.equal(await page.getByLabel('協力機関 幅').inputValue(), '23.4');
  }),

  'a colour is shown as it is written, and what is none is not taken': () => beside(async (page) => {
    const box = page.getByLabel('見え消しの色', { exact: true });
    const picture = page.getByLabel('見え消しの色を選ぶ');
    await box.fill('#00AA0');
    assert.equal(await box.getAttribute('aria-invalid'), 'true');
    assert.match(await page.locator('[id="style-見え消し-色-said"]').textContent(), /# と 0〜9、A〜F の 6 字/);
    await page.keyboard.press('Tab');
    await settled(page);
    assert.equal(await page.textContent('#saved'), '変更はありません');
    await box.fill('＃００aa00');
    assert.equal(await picture.inputValue(), '#00aa00');
    assert.equal(await box.getAttribute('aria-invalid'), 'false');
    await page.keyboard.press('Tab');
    await settled(page);
    assert.equal(await box.inputValue(), '#00AA00');
  }),

  'a mistake is said and mended in the form, and the text can be written by keys': () => beside(async (page) => {
    await write(page, '本文', '7');
    await page.locator('#style-text').focus();
    await page.keyboard.press('Enter');
    const source = await page.inputValue('#style-source');
    await page.fill('#style-source', source.replace('用紙: A3横 ', '用紙: A3よこ '));
    await page.keyboard.press('Tab');
    await page.locator('#style .said.error').waitFor();
    assert.match(await page.textContent('#style .said.error'), /書式\.yaml の \d+ 行目.*用紙/);
    assert.match(await page.textContent('#notice'), /一つ前の正しい紙面/);
    await undo(page);
    await page.locator('#style .said.error').waitFor({ state: 'detached' });
    await page.locator('#style-source').focus();
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'style-button');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.getElementById('style').contains(document.activeElement));
    await page.locator('#style-drop').focus();
    await page.keyboard.press('Enter');
    await settled(page);
    assert.equal(await text(page), real);
    assert.match(await page.textContent('#facts'), /本文 7\.5pt/);
  }),
};
