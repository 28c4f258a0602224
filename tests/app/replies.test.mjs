// 照会と回答: what goes to agencies, what comes back, and what is decided about it; all as by the command line.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { downloaded, drop, load, open, root, settled, text } from './browser.mjs';
import { OWNERS, asked as data, returned } from './data.mjs';
import { inApp } from './sheet.mjs';

const DATA = 'h29-odawara.yaml';

/** A place for the command line. */
class Desk {
  constructor() {
    this.folder = mkdtempSync(path.join(tmpdir(), 'shiryo3-replies-'));
    writeFileSync(this.path(DATA), data);
  }

  path(...names) {
    return path.join(this.folder, ...names);
  }

  run(...args) {
    execFileSync(path.join(root, 'target/debug/shiryo3'), args, { cwd: this.folder, stdio: 'pipe' });
  }

  read(...names) {
    return readFileSync(this.path(...names));
  }
}

/** Opens the data on the tab, and does something beside the command line. */
async function beside(work, options = {}) {
  const desk = new Desk();
  const { page, faults, close } = await open(options);
  try {
    await load(page, DATA, data);
    await page.getByRole('tab', { name: '照会と回答' }).click();
    await page.locator('.agencies li').first().waitFor();
    await work(page, desk);
    assert.deepEqual(faults, []);
  } finally {
    await close();
    rmSync(desk.folder, { recursive: true });
  }
}

/** The files of an archive whose files are not compressed. */
function unzipped(bytes) {
  const files = new Map();
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50;) {
    const [size, name, extra] = [bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26), bytes.readUInt16LE(at + 28)];
    const start = at + 30 + name + extra;
    files.set(bytes.toString('utf8', at + 30, at + 30 + name), bytes.subarray(start, start + size));
    at = start + size;
  }
  return files;
}

const line = (page, name) => page.locator('.returned li', { hasText: name });

export default {
  'forms, their list and extracts are those of the command line': () => beside(async (page, desk) => {
    desk.run('ask', DATA, '--due', '6月30日（火）', '-o', '照会');
    await page.getByLabel('回答期限').fill('6月30日（火）');
    const zip = await downloaded(page, () => page.getByRole('button', { name: 'zip で保存' }).click());
    assert.equal(zip.name, 'h29-odawara_照会.zip');
    await page.locator('#facts', { hasText: 'h29-odawara_照会.zip を作りました' }).waitFor();
    const files = unzipped(zip.bytes);
    assert.deepEqual([...files.keys()].sort(), readdirSync(desk.path('照会')).sort());
    assert.equal(files.size, OWNERS.length + 1);
    files.forEach((bytes, name) => assert(bytes.equals(desk.read('照会', name)), name));
    desk.run('extract', DATA, '--agency', '小田原市立病院', '-o', '.');
    await page.getByLabel('機関', { exact: true }).selectOption('小田原市立病院');
    for (const [word, format] of [['PDF', 'pdf'], ['Excel', 'xlsx']]) {
      const made = await downloaded(page, () => page.getByRole('button', { name: `抜粋の ${word}` }).click());
      assert(made.bytes.equals(desk.read(made.name)), made.name);
      assert.equal(made.name, `h29-odawara_抜粋_小田原市立病院.${format}`);
    }
    await page.getByLabel('太陽の門').uncheck();
    await page.getByText('16 機関分をつくります').waitFor();
  }),

  'forms go into a folder, but never over what is there': () => beside(async (page) => {
    const save = page.getByRole('button', { name: '回答票をフォルダーに保存' });
    await save.click();
    await page.waitForFunction((count) => Object.keys(window.written).length === count, OWNERS.length + 1);
    await settled(page);
    await page.evaluate(() => { Object.keys(window.written).forEach((name) => { window.written[name] = 0; }); });
    await save.click();
    await page.waitForFunction(() => document.getElementById('alert').textContent.includes('など 18 件 は既にあります'));
    assert(await page.evaluate(() => Object.values(window.written).every((length) => length === 0)));
  }, {
    before: () => {
      window.written = {};
      const file = (name) => ({ createWritable: async () => ({ write: async (bytes) => { window.written[name] = bytes.length; }, close: async () => {} }) });
      const there = (name, { create = false } = {}) => (create || name in window.written ? Promise.resolve(file(name)) : Promise.reject(new Error('NotFoundError')));
      window.showDirectoryPicker = async () => ({ name: '照会', getFileHandle: there });
    },
  }),

  'two dozen workbooks are dropped, decided about, saved, read back, written, and undone': () => beside(async (page, desk) => {
    mkdirSync(desk.path('回答'));
    returned.forEach(({ name, bytes }) => writeFileSync(desk.path('回答', name), bytes));
    await drop(page, [...returned, { name: '壊れた.xlsx', bytes: Buffer.from('no workbook') }, { name: '~$開いている.xlsx', bytes: Buffer.from('x') }].slice(0, 25));
    assert.match(await line(page, '壊れた.xlsx').textContent(), /壊れた\.xlsx.*ください/);
    const strangers = returned.slice(OWNERS.length);
    assert.equal(strangers.length, 7);
    for (const [index, { name }] of strangers.entries()) {
      assert.match(await line(page, name).textContent(), /どの機関の回答か分かりません/);
      await page.getByLabel(`${name} の機関`).fill(index === 0 ? OWNERS[0] : `機関${index}`);
      await page.keyboard.press('Enter');
      await settled(page);
    }
    assert.match(await line(page, strangers[0].name).textContent(), /ほかにもあります/);
    // One that has sent two need not be reminded.
    assert.equal(await page.locator('.waiting').count(), 0);
    await page.getByLabel(`${strangers[0].name} の機関`).fill('機関0');
    await page.keyboard.press('Enter');
    await settled(page);
    assert.equal(await page.textContent('#state-take'), '届いた 17・未着 0・一覧にない 7・読めない 1');
    assert.match(await line(page, strangers[1].name).textContent(), /一覧にない機関です/);

    const told = strangers.flatMap(({ name }, index) => ['--agency', `${name}=機関${index}`]);
    desk.run('merge', DATA, ...returned.map(({ name }) => `回答/${name}`), ...told);
    await page.getByRole('button', { name: '確かめる', exact: true }).click();
    const saveTable = () => downloaded(page, () => page.getByRole('button', { name: '突合表を保存' }).click());
    assert((await saveTable()).bytes.equals(desk.read('突合表.xlsx')));

    // Nothing but plain edits is decided by itself.
    const prefilled = await page.locator('.proposal:has(:checked) .badge').allTextContents();
    assert.deepEqual([...new Set(prefilled)].sort(), ['修正', '幅だけ']);
    await page.locator('#filter-open').click();
    const open = Number((await page.textContent('#filter-open')).match(/\d+/)[0]);
    assert.equal(await page.locator('.proposal').count(), open);

    // By keys: the first reply is taken everywhere, but for the numbers, which a new row has too.
    await page.locator('.proposal input').first().focus();
    for (let count = 0; count < open; count += 1) {
      const isNumber = await page.evaluate(() => /番号の変更/.test(document.activeElement.closest('.proposal').textContent));
      await page.keyboard.press(isNumber ? '2' : '1');
      await page.keyboard.press('Enter');
    }
    assert.equal(await page.textContent('#filter-open'), '未決定 0');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'take-in');
    await page.locator('#filter-all').click();
    // By the mouse: one text is written by hand, one is left, one decided later.
    const conflict = page.locator('.proposal:has(.badge.conflict)').first();
    await conflict.getByText('手で書く', { exact: true }).click();
    await page.keyboard.type('一行目');
    await page.keyboard.press('Alt+Enter');
    await page.keyboard.type('二行目');
    await page.keyboard.press('Escape');
    const kept = page.locator('.proposal').last();
    await kept.getByText(/^今のまま/).click();
    const later = page.locator('.proposal', { hasText: '備考' }).first();
    await later.locator('input').first().focus();
    await page.keyboard.press('Delete');
    await settled(page);
    assert.match(await page.textContent('#decisions'), /未決定の 1 件は入りません/);

    // What has been decided is in the workbook, for the command line and for the page.
    const table = await saveTable();
    writeFileSync(desk.path('決めた突合表.xlsx'), table.bytes);
    desk.run('merge', DATA, '--decisions', '決めた突合表.xlsx');
    const decided = await page.evaluate(() => [...document.querySelectorAll('.proposal')].map((li) => li.querySelector(':checked')?.value));
    await load(page, DATA, data);
    await page.getByRole('tab', { name: '照会と回答' }).click();
    await page.locator('#step-decide').click();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: '突合表を読む' }).click()]);
    await chooser.setFiles({ name: '突合表 (2).xlsx', mimeType: '', buffer: table.bytes });
    await page.locator('.proposal').first().waitFor();
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('.proposal')].map((li) => li.querySelector(':checked')?.value)), decided);

    // Writing it is one step.
    await page.waitForFunction(() => /反映すると/.test(document.getElementById('decisions').textContent));
    await page.locator('#take-in').click();
    await page.locator('.done').waitFor();
    await settled(page);
    assert.match(await page.textContent('.done'), /太陽の門/);
    assert.equal(await text(page), desk.read(DATA).toString());
    assert.notEqual(await text(page), data);
    await page.getByRole('button', { name: '元に戻す', exact: true }).click();
    assert.equal(await text(page), data);
    assert.equal(await page.locator('.done').count(), 0);
  }),

  'what was decided together is not asked again when one of it has been written': () => beside(async (page) => {
    await drop(page, returned);
    await page.locator('#step-decide').click();
    const count = async () => Number((await page.textContent('#filter-open')).match(/\d+/)[0]);
    const before = await count();
    const conflict = page.locator('.proposal.open:has(.badge.conflict):has(input[value="current"])').filter({ has: page.locator('.option:nth-child(2) small') }).first();
    const name = await conflict.locator('legend').textContent();
    await conflict.locator('input').first().focus();
    await page.keyboard.press('1');
    await page.waitForFunction(() => /反映すると/.test(document.getElementById('decisions').textContent));
    assert.equal(await count(), before - 1);
    await page.locator('#take-in').click();
    await page.locator('.done').waitFor();
    await settled(page);
    assert.equal(await count(), before - 1, name);
    await page.getByRole('button', { name: '元に戻す', exact: true }).click();
    await settled(page);
    assert.equal(await count(), before - 1, name);
  }),

  'what could not be written stays as it was decided': () => beside(async (page) => {
    await drop(page, returned);
    await page.locator('#step-decide').click();
    // Faster than the page learns that it can't be.
    await page.locator('.proposal', { hasText: '取組9 内容' }).evaluate((li) => {
      /** @type {HTMLElement} */ (li.querySelector('input[value="own"]')).click();
      const area = li.querySelector('textarea');
      area.value = '長い文。'.repeat(10000);
      area.dispatchEvent(new Event('input'));
      document.getElementById('take-in').click();
    });
    await page.locator('#decisions .said.error').waitFor();
    await settled(page);
    assert.equal(await text(page), data);
    await page.getByRole('tab', { name: '照会と回答' }).click();
    await page.locator('#step-take').click();
    await line(page, '変更なし').first().getByRole('button', { name: '使わない' }).click();
    await settled(page);
    await page.locator('#step-decide').click();
    assert.equal(await page.locator('.proposal', { hasText: '取組9 内容' }).locator('input:checked').getAttribute('value'), 'own');
  }),

  'where the template can not be made with, each step says why': () => beside(async (page) => {
    const template = { name: '書式.yaml', bytes: readFileSync(path.join(root, 'tests/suite/error-narrow-schedule/template.yaml')) };
    const reason = page.locator('#replies .empty', { hasText: /の幅に入りません。.*書式ファイルで「予定」の欄の幅を/ });
    await load(page, DATA, `書式: 書式.yaml\n${data}`, [template]);
    await page.getByRole('tab', { name: '照会と回答' }).click();
    await reason.waitFor();
    await drop(page, returned.slice(0, 1));
    await page.locator('#step-decide').click();
    await reason.waitFor();
  }),

  'a day for replies that is none, or on another day of the week, gets a word': () => beside(async (page) => {
    const say = async (words) => { await page.getByLabel('回答期限').fill(words); await page.keyboard.press('Tab'); };
    const doubt = (words) => page.locator('#due-doubt', { hasText: words }).waitFor();
    await say('6月30日（土）');
    await doubt('曜日が違います。平成29年6月30日は金曜日です');
    await say('6月31日');
    await doubt('「6月31日」という日はありません');
    await say('来月末');
    await doubt('日付として読めません。「6月30日（火）」のように書いてください');
    await say('６月30日(金)17時まで');
    await page.locator('#due-doubt:empty').waitFor({ state: 'attached' });
  }),

  'a sample without 提案機関 begins with a column that it has': inApp(async (page) => {
    for (const [sample, column] of [['協議会の一年', '担当'], ['三か年計画', '']]) {
      await page.reload();
      await page.waitForSelector('html[data-ready]');
      await page.getByRole('button', { name: sample }).click();
      await settled(page);
      await page.getByRole('tab', { name: '照会と回答' }).click();
      await page.locator('#owners').waitFor();
      assert.equal(await page.locator('#owners').inputValue(), column);
      assert.equal(await page.locator('#owners', { hasText: '提案機関' }).count(), 0);
    }
  }),

  'another file is not opened over decisions before somebody says so': () => beside(async (page) => {
    await drop(page, returned.slice(0, 3));
    await page.locator('#step-decide').click();
    await page.locator('.proposal').last().getByText(/^今のまま/).click();
    await settled(page);
    const count = await page.locator('.proposal').count();
    const pick = () => page.setInputFiles('#picker', { name: 'r9.yaml', mimeType: '', buffer: Buffer.from(data) });
    await pick();
    const dialog = page.getByRole('dialog', { name: '反映していない決定があります' });
    await dialog.getByRole('button', { name: 'やめる' }).click();
    await settled(page);
    assert.equal(await page.locator('.proposal').count(), count);
    await pick();
    await dialog.getByRole('button', { name: '開く' }).click();
    await page.waitForFunction(() => document.getElementById('file-name').textContent === 'r9.yaml');
  }),

  'what can not be written is said with the agency, and nothing is written': () => beside(async (page) => {
    await drop(page, [returned.find(({ from }) => from === 'v11_lo_bars.xlsx')]);
    await page.locator('#step-decide').click();
    const bars = page.locator('.proposal', { hasText: '帯の修正' }).first();
    await bars.getByText('手で書く', { exact: true }).click();
    await page.keyboard.type('いつか');
    await page.waitForFunction(() => /の回答（番号 .*帯として読めません/.test(document.getElementById('decisions').textContent));
    assert(await page.locator('#take-in').isDisabled());
    await page.getByRole('tab', { name: '編集' }).click();
    assert.equal(await text(page), data);
  }),
};
