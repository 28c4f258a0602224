// Files beside the data: the template that they name, and samples that bring one.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { downloaded, load, open, root, settled, text } from './browser.mjs';
import { real } from './data.mjs';
import { inApp } from './sheet.mjs';

const council = readFileSync(path.join(root, 'data/council-year.yaml'));
const template = { name: 'council-year.template.yaml', bytes: readFileSync(path.join(root, 'data/council-year.template.yaml')) };

/** A folder of the disk, as the browser gives it. */
const FOLDER = () => {
  window.testFiles = [];
  const handle = ([name, text]) => ({ kind: 'file', name, getFile: async () => new File([text], name, { lastModified: 1 }) });
  window.showDirectoryPicker = async () => ({ async* values() { yield* window.testFiles.map(handle); } });
};

export default {
  'a template that is not there is asked for, and nothing is made without it': inApp(async (page) => {
    await load(page, 'council-year.yaml', council);
    assert.match(await page.textContent('#notice'), /council-year\.template\.yaml も要ります/);
    assert.match(await page.textContent('#findings'), /誤り 1/);
    assert.equal(await page.isVisible('#table table'), true);
    await page.click('#pdf');
    await page.waitForFunction(() => document.getElementById('alert').textContent !== '');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'ファイルを選ぶ' }).click()]);
    await chooser.setFiles({ name: template.name, mimeType: '', buffer: template.bytes });
    await page.locator('#pages .page').first().waitFor();
    await settled(page);
    assert.match(await page.textContent('#findings'), /誤り 0/);
    assert.equal(await page.isHidden('#notice'), true);
  }),

  'of files that are opened together, the one that another names is its template': inApp(async (page) => {
    for (const files of [[template, { name: 'r9.yaml', bytes: council }], [{ name: 'r9.yaml', bytes: council }, template]]) {
      await load(page, 'r8.yaml', real);
      const file = ({ name, bytes }) => ({ name, mimeType: '', buffer: Buffer.from(bytes) });
      await page.setInputFiles('#picker', files.map(file));
      await page.waitForFunction(() => document.getElementById('file-name').textContent === 'r9.yaml');
      await settled(page);
      assert.match(await page.textContent('#findings'), /誤り 0/);
    }
  }),

  'where several files may hold the data, people choose': inApp(async (page) => {
    const file = (name, bytes) => ({ name, mimeType: '', buffer: Buffer.from(bytes) });
    await page.setInputFiles('#picker', [file('r8.yaml', real), file('r9.yaml', council), file(template.name, template.bytes)]);
    await page.getByRole('dialog', { name: 'どの資料を開きますか' }).getByRole('button', { name: 'r9.yaml' }).click();
    await page.waitForFunction(() => document.getElementById('file-name').textContent === 'r9.yaml');
    await settled(page);
    assert.match(await page.textContent('#findings'), /誤り 0/);
  }),

  'a folder is opened with the template that lies in it': inApp(async (page) => {
    const files = [['メモ.txt', ''], [template.name, template.bytes.toString()], ['r9.yaml', council.toString()]];
    await page.evaluate((given) => { window.testFiles = given; }, files);
    await page.getByRole('button', { name: 'ファイル', exact: true }).click();
    await page.getByRole('menuitem', { name: 'フォルダーを開く…' }).click();
    await page.waitForFunction(() => document.getElementById('file-name').textContent === 'r9.yaml');
    await settled(page);
    assert.match(await page.textContent('#findings'), /誤り 0/);
  }, { before: FOLDER }),

  'a mistake in a template says where it is': inApp(async (page) => {
    await load(page, 'council-year.yaml', council, [{ ...template, bytes: template.bytes.toString().replace('用紙: A3横', '用紙: A9横') }]);
    await page.getByRole('button', { name: '一覧を開く' }).click();
    assert.match(await page.textContent('#findings ol'), /council-year\.template\.yaml の \d+ 行目: /);
  }),

  'each sample is made without mistakes, and saved with its template': inApp(async (page) => {
    for (const name of ['協議会の一年', '三か年計画', '一枚の資料']) {
      page.once('dialog', (dialog) => dialog.accept());
      await page.reload();
      await page.waitForSelector('html[data-ready]');
      await page.getByRole('button', { name, exact: true }).click();
      await settled(page);
      assert.match(await page.textContent('#findings'), /誤り 0/);
      assert((await page.locator('#pages .page').count()) > 0);
      const data = await downloaded(page, () => page.click('#save'));
      assert.match(data.bytes.toString(), new RegExp(`^書式: '${name}_書式.yaml'`, 'm'));
      const saved = await downloaded(page, () => page.locator('#offer').getByRole('button', { name: '保存する' }).click());
      assert.equal(saved.name, `${name}_書式.yaml`);
    }
  }),

  'a draft and the next year keep their template': async () => {
    const profile = mkdtempSync(path.join(tmpdir(), 'shiryo3-profile-'));
    try {
      const first = await open({ profile });
      await load(first.page, 'council-year.yaml', council, [template]);
      await first.page.locator('tbody.row textarea').first().click();
      await first.page.keyboard.type('消えない文');
      await first.page.waitForFunction(() => document.getElementById('facts').textContent.includes('下書きを控えました'));
      await first.close();
      const { page, close } = await open({ profile });
      await page.getByRole('button', { name: 'council-year.yaml の下書きを続きから直す' }).click();
      await settled(page);
      assert.match(await text(page), /消えない文/);
      assert.match(await page.textContent('#findings'), /誤り 0/);
      await page.getByRole('button', { name: 'ファイル', exact: true }).click();
      await page.getByRole('menuitem', { name: '年度更新…' }).click();
      await page.getByRole('button', { name: '新しいファイルをつくる' }).click();
      await page.getByRole('button', { name: '保存しないで開く' }).click();
      await page.getByRole('button', { name: '表を直す' }).click();
      await settled(page);
      assert.match(await page.textContent('#findings'), /誤り 0/);
      await close();
    } finally {
      rmSync(profile, { recursive: true });
    }
  },
};
