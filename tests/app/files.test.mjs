// What the app reads and hands out: the same bytes as the command line, files in place, and drafts.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { downloaded, html, load, open, root, settled, text } from './browser.mjs';
import { cases, real } from './data.mjs';
import { cell, inApp, press } from './sheet.mjs';

/** A folder of the disk as the app gets it from the browser, with one file that can be read and written. */
const FILE = () => {
  const file = { text: '', lastModified: 1000, writes: 0, refuses: false };
  window.testFile = file;
  const handle = {
    kind: 'file', name: 'r9.yaml',
    isSameEntry: async () => true, requestPermission: async () => 'granted',
    getFile: async () => new File([file.text], 'r9.yaml', { lastModified: file.lastModified }),
    createWritable: async () => {
      if (file.refuses) {
        throw new DOMException('locked', 'NoModificationAllowedError');
      }
      let written = '';
      return {
        write: async (bytes) => { written = new TextDecoder().decode(bytes); },
        close: async () => { file.text = written; file.lastModified += 1000; file.writes += 1; },
      };
    },
  };
  window.showOpenFilePicker = async () => [handle];
  window.showSaveFilePicker = async () => handle;
};

/** Opens that file with the real sheet in it. */
async function openInPlace(page) {
  await page.evaluate((data) => { window.testFile.text = data; }, real);
  await page.keyboard.press('Control+o');
  await page.waitForFunction(() => document.getElementById('file-name').textContent === 'r9.yaml');
  await settled(page);
}

/** Writes into a cell of the row 2, which replaces what it says. */
async function typeItem(page, words) {
  await cell(page, 2, '項目').click();
  await page.keyboard.type(words);
  await settled(page);
}

export default {
  'PDF and workbook of each golden case are the command line’s, byte for byte': async () => {
    const work = mkdtempSync(path.join(tmpdir(), 'shiryo3-app-'));
    const { page, faults, close } = await open();
    try {
      for (const { name, bytes, beside } of cases()) {
        const folder = path.join(work, 'cases', name);
        [{ name: `${name}.yaml`, bytes }, ...beside].forEach((file) => {
          const whole = path.join(folder, file.name);
          mkdirSync(path.dirname(whole), { recursive: true });
          writeFileSync(whole, file.bytes);
        });
        execFileSync(path.join(root, 'target/debug/shiryo3'), ['build', path.join(folder, `${name}.yaml`), '-o', work], { stdio: 'pipe' });
        await load(page, `${name}.yaml`, bytes, beside);
        for (const format of ['pdf', 'xlsx']) {
          const made = await downloaded(page, () => page.click(`#${format}`));
          assert.equal(made.name, `${name}.${format}`);
          assert(made.bytes.equals(readFileSync(path.join(work, made.name))), made.name);
        }
      }
      assert.deepEqual(faults, []);
    } finally {
      await close();
      rmSync(work, { recursive: true });
    }
  },

  'what is saved without a change is the file that was opened, in its own encoding': inApp(async (page) => {
    const seeds = ['cp932.yaml', 'utf16.yaml'];
    for (const name of seeds) {
      const bytes = readFileSync(path.join(root, 'tests/fuzz/seeds', name));
      await load(page, name, bytes);
      const saved = await downloaded(page, () => page.click('#save'));
      assert(saved.bytes.equals(bytes), name);
    }
  }),

  'a file is saved in place, and what another has changed is not lost': inApp(async (page) => {
    await openInPlace(page);
    assert.equal(await page.textContent('#saved'), '変更はありません');
    await typeItem(page, '連絡会');
    assert.match(await page.textContent('#saved'), /保存していない変更 1 か所/);
    await page.keyboard.press('Control+s');
    await page.waitForFunction(() => window.testFile.writes === 1);
    await page.waitForFunction(() => document.getElementById('saved').textContent.startsWith('保存しました'));
    assert.match(await page.evaluate(() => window.testFile.text), /項目: 連絡会\n/);
    // Somebody else saves.
    await page.evaluate(() => { window.testFile.text += '# 別の人\n'; window.testFile.lastModified += 5000; });
    await page.keyboard.type('の開催');
    await settled(page);
    await page.keyboard.press('Control+s');
    const dialog = page.getByRole('dialog', { name: 'ほかの所でファイルが直されました' });
    await dialog.getByRole('button', { name: /読み直す/ }).click();
    await settled(page);
    assert.equal(await page.evaluate(() => window.testFile.writes), 1);
    assert.match(await text(page), /項目: 連絡会\n[^]*# 別の人\n$/);
    // The file is locked.
    await page.evaluate(() => { window.testFile.refuses = true; });
    await typeItem(page, '別');
    await page.click('#save');
    await page.waitForFunction(() => document.getElementById('alert').textContent.startsWith('保存できませんでした'));
  }, { withFiles: true, before: FILE }),

  'places that have been changed are counted, and not the steps to it': async () => {
    const { page, faults, close } = await open();
    const said = async (words) => { await settled(page); assert.equal(await page.textContent('#saved'), words); };
    const menu = async (row, entry) => {
      await page.getByRole('button', { name: `取組${row} の操作` }).click();
      await page.locator('#row-menu').getByText(entry, { exact: true }).click();
      await settled(page);
    };
    try {
      await load(page, 'r9.yaml', real);
      const before = await cell(page, 2, '項目').inputValue();
      for (const words of ['連絡会', '連絡会の開催', '連絡の会']) {
        await cell(page, 2, '項目').fill(words);
        await page.keyboard.press('Tab');
        await said('● 保存していない変更 1 か所');
      }
      await page.locator('#row-0-1 .bar').first().focus();
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('Shift+ArrowRight');
      await said('● 保存していない変更 2 か所');
      await cell(page, 2, '項目').fill(before);
      await page.keyboard.press('Tab');
      await said('● 保存していない変更 1 か所');
      await menu(5, '写しを作る');
      await said('● 保存していない変更 2 か所');
      await menu(3, '下へ移す');
      await said('● 保存していない変更 3 か所');
      await menu(7, 'この取組を消す');
      await said('● 保存していない変更 4 か所');
      await downloaded(page, () => page.click('#save'));
      await settled(page);
      assert.match(await page.textContent('#saved'), /^保存しました/);
      await page.click('#undo');
      await said('● 保存していない変更 1 か所');
      assert.deepEqual(faults, []);
    } finally {
      await close();
    }
  },

  'what is not saved can be saved before another file is opened': inApp(async (page) => {
    await openInPlace(page);
    await typeItem(page, '連絡会');
    const pick = () => page.setInputFiles('#picker', { name: 'r10.yaml', mimeType: '', buffer: Buffer.from(real) });
    const dialog = page.getByRole('dialog', { name: '保存していない変更があります' });
    await pick();
    assert.match(await dialog.textContent(), /r9\.yaml の変更 1 か所は、保存しなくても下書きに残ります/);
    // What can't be saved is not left.
    await page.evaluate(() => { window.testFile.refuses = true; });
    await dialog.getByRole('button', { name: '保存して開く' }).click();
    await page.waitForFunction(() => document.getElementById('alert').textContent.startsWith('保存できませんでした'));
    assert.equal(await page.textContent('#file-name'), 'r9.yaml');
    await page.evaluate(() => { window.testFile.refuses = false; });
    await pick();
    await dialog.getByRole('button', { name: '保存して開く' }).click();
    await page.waitForFunction(() => document.getElementById('file-name').textContent === 'r10.yaml');
    assert.match(await page.evaluate(() => window.testFile.text), /項目: 連絡会\n/);
  }, { withFiles: true, before: FILE }),

  'what is said at the bottom covers nothing, and goes with what it speaks of': async () => {
    const { page, faults, close } = await open();
    /** What could be pressed if nothing were said. */
    const covered = () => page.evaluate(() => {
      const said = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('#offer, #alert')]);
      const reached = () => [...document.querySelectorAll('button, input, select, textarea')].filter((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return !element.closest('#offer') && element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      });
      const before = reached();
      said.forEach((element) => { element.style.pointerEvents = 'none'; });
      const lost = reached().filter((element) => !before.includes(element)).map((element) => element.textContent);
      said.forEach((element) => { element.style.pointerEvents = ''; });
      return lost;
    });
    const remove = async (row = 2) => {
      await page.getByRole('button', { name: `取組${row} の操作`, exact: true }).click();
      await page.getByText('この取組を消す').click();
      await page.locator('#offer', { hasText: `取組${row} を消しました` }).waitFor();
    };
    try {
      await load(page, 'r9.yaml', real);
      assert.equal(await page.textContent('#hints'), 'Ctrl+S 保存　Ctrl+Z 元に戻す　F6 次の場所　F8 次の指摘　');
      await remove();
      assert.deepEqual(await covered(), []);
      await page.keyboard.press('Control+z');
      await page.locator('#offer').waitFor({ state: 'detached' });
      await remove();
      // What holds still is said once.
      await remove(3);
      await settled(page);
      assert.equal((await page.textContent('#offer')).split('番号が順でなくなりました').length, 2);
      // Another step: to take back would take that one back.
      await page.getByRole('textbox', { name: '取組4 項目' }).fill('別の文');
      await page.keyboard.press('Tab');
      await page.waitForFunction(() => document.querySelector('#offer')?.textContent === '番号が順でなくなりました振り直すこのまま');
      await page.locator('#offer').getByRole('button', { name: '振り直す' }).click();
      await page.locator('#offer').waitFor({ state: 'detached' });

      await page.setInputFiles('#picker', { name: 'r8.yaml', mimeType: '', buffer: Buffer.from(real.replace('- 順次実施: 10月〜3月', '- 順次実施: 10月〜13月')) });
      await page.getByRole('button', { name: '保存しないで開く' }).click();
      await page.waitForFunction(() => document.getElementById('file-name').textContent === 'r8.yaml');
      await settled(page);
      await page.click('#pdf');
      await page.waitForFunction(() => document.getElementById('alert').textContent === '誤り 1 件を直すと作れます');
      assert.deepEqual(await covered(), []);
      await page.click('#as-text');
      await page.fill('#source', real);
      await page.waitForFunction(() => document.getElementById('alert').textContent === '');
      assert.deepEqual(faults, []);
    } finally {
      await close();
    }
  },

  'a draft is there after the page was killed': async () => {
    const profile = mkdtempSync(path.join(tmpdir(), 'shiryo3-profile-'));
    try {
      const first = await open({ profile });
      await load(first.page, 'r9.yaml', real);
      await first.page.getByRole('textbox', { name: '取組2 項目' }).click();
      await first.page.keyboard.type('消えない文');
      await first.page.waitForFunction(() => document.getElementById('facts').textContent.includes('下書きを控えました'));
      const session = await first.context.newCDPSession(first.page);
      // A page that has crashed answers nothing.
      session.send('Page.crash').catch(() => {});
      await new Promise((resolve) => { first.page.once('crash', resolve); });
      await Promise.race([first.close(), new Promise((resolve) => { setTimeout(resolve, 3000); })]);
      const second = await open({ profile });
      await second.page.getByText('保存していない下書きがあります').waitFor();
      assert.deepEqual(await second.page.evaluate(() => {
        const left = (element) => element.getBoundingClientRect().left;
        return new Set([...document.querySelectorAll('#start .choices > *')].map(left)).size;
      }), 1, 'what one can begin with stands in one column');
      await second.page.getByRole('button', { name: 'r9.yaml の下書きを続きから直す' }).click();
      await settled(second.page);
      assert.match(await text(second.page), /項目: 消えない文\n/);
      assert.match(await second.page.textContent('#saved'), /保存していません/);
      // The steps that led to it can still be taken back.
      await second.page.click('#undo');
      assert.equal(await text(second.page), real);
      await second.page.click('#redo');
      assert.match(await text(second.page), /項目: 消えない文\n/);
      await second.close();
    } finally {
      rmSync(profile, { recursive: true });
    }
  },

  'a new file begins with one empty row, which says in its cells what is wanted': inApp(async (page) => {
    await page.getByRole('button', { name: '何もない所から始める' }).click();
    await settled(page);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'head-表題');
    assert.deepEqual(await page.locator('tbody.row .cells textarea').evaluateAll((areas) => areas.map(({ value, placeholder }) => value + placeholder)), ['項目を書いてください', '内容を書いてください', '', '', '']);
    assert.equal(await page.locator('.said').filter({ visible: true }).count(), 0);
    assert.match(await page.textContent('#notice'), /空いている欄を書くと、ここに紙面が出ます（残り 2 欄）/);
    await cell(page, 1, '項目').click();
    await page.keyboard.type('研修会');
    await press(page, 'Tab');
    await page.keyboard.type('職員に向けて開く');
    await press(page, 'Tab');
    await settled(page);
    assert.match(await page.textContent('#findings'), /誤り 0/);
    assert.equal(await page.locator('#pages .page').count(), 1);
    assert.match(await text(page), /項目: 研修会\n +内容: 職員に向けて開く\n/);
    // So does a row that is added.
    await page.click('#add-row');
    await settled(page);
    assert.match(await page.textContent('#notice'), /紙面が新しくなります（残り 2 欄）/);
    assert.equal(await cell(page, 2, '内容').getAttribute('aria-invalid'), 'true');
  }),

  'what was typed last is in the draft when the page goes': inApp(async (page) => {
    await load(page, 'r9.yaml', real);
    page.on('dialog', (dialog) => dialog.accept());
    await page.getByRole('textbox', { name: '取組2 項目' }).fill('消えない文');
    await page.waitForFunction(() => document.getElementById('saved').textContent.includes('保存していない変更'));
    await page.reload();
    await page.getByRole('button', { name: 'r9.yaml の下書きを続きから直す' }).click();
    assert.match(await text(page), /項目: 消えない文\n/);
  }),

  'a draft goes with the changes that it holds, and only then': async () => {
    const profile = mkdtempSync(path.join(tmpdir(), 'shiryo3-profile-'));
    const { page, context, close } = await open({ profile });
    /** What somebody who opens the app anew is offered. */
    const drafts = async () => {
      const other = await context.newPage();
      await other.goto(`file://${html}`);
      await other.getByText('データはこのパソコンの中だけで扱います').waitFor();
      await other.waitForSelector('html[data-ready]');
      const names = await other.locator('.draft b').allTextContents();
      await other.close();
      await page.bringToFront();
      return names;
    };
    const write = async () => {
      await page.getByRole('textbox', { name: '取組2 項目' }).click();
      await page.keyboard.type('文');
      await page.waitForFunction(() => document.getElementById('facts').textContent.includes('下書きを控えました'));
    };
    try {
      await load(page, 'r8.yaml', real);
      await write();
      assert.deepEqual(await drafts(), ['r8.yaml']);
      await page.click('#undo');
      await settled(page);
      assert.deepEqual(await drafts(), []);
      await page.click('#redo');
      await settled(page);
      await page.waitForFunction(() => document.getElementById('facts').textContent.includes('下書きを控えました'));
      // What is left unsaved for another file stays.
      await page.setInputFiles('#picker', { name: 'r9.yaml', mimeType: '', buffer: Buffer.from(real) });
      await page.getByRole('button', { name: '保存しないで開く' }).click();
      await page.waitForFunction(() => document.getElementById('file-name').textContent === 'r9.yaml');
      await settled(page);
      assert.deepEqual(await drafts(), ['r8.yaml']);
      await write();
      assert.deepEqual(await drafts(), ['r9.yaml', 'r8.yaml']);
      await downloaded(page, () => page.click('#save'));
      await settled(page);
      assert.deepEqual(await drafts(), ['r8.yaml']);
    } finally {
      await close();
      rmSync(profile, { recursive: true, force: true });
    }
  },

  'what is being written in a cell does not get into the file that is opened next': inApp(async (page) => {
    await load(page, 'r8.yaml', real);
    await page.getByRole('textbox', { name: '取組2 項目' }).click();
    await page.keyboard.press('F2');
    const other = real.replaceAll('主治医', '担当医');
    await load(page, 'r9.yaml', other);
    await page.click('#add-row', { trial: true });
    await page.keyboard.press('Tab');
    assert.equal(await text(page), other);
    await load(page, '空.yaml', '');
    await load(page, 'r9.yaml', other);
    assert.equal(await text(page), other);
  }),

  'a file that is open in another tab is told, and what both write is kept': async () => {
    const profile = mkdtempSync(path.join(tmpdir(), 'shiryo3-profile-'));
    const { page, context, close } = await open({ profile });
    try {
      await load(page, 'r9.yaml', real);
      assert.equal(await page.textContent('#alert'), '');
      const other = await context.newPage();
      await other.goto(`file://${html}`);
      await other.waitForSelector('html[data-ready]');
      await load(other, 'r8.yaml', real);
      assert.equal(await other.textContent('#alert'), '');
      await load(other, 'r9.yaml', real);
      await other.waitForFunction(() => document.getElementById('alert').textContent.includes('別のタブでも開いています'));
      for (const [tab, words] of [[page, '一つ目の文'], [other, '二つ目の文']]) {
        await tab.bringToFront();
        await tab.getByRole('textbox', { name: '取組2 項目' }).click();
        await tab.keyboard.type(words);
        await tab.waitForFunction(() => document.getElementById('facts').textContent.includes('下書きを控えました'));
      }
      const third = await context.newPage();
      await third.goto(`file://${html}`);
      await third.waitForSelector('html[data-ready]');
      assert.equal(await third.getByRole('button', { name: 'r9.yaml の下書きを続きから直す' }).count(), 2);
    } finally {
      await close();
      rmSync(profile, { recursive: true, force: true });
    }
  },

  'where WebAssembly is off, the page says so and whom to ask': inApp(async (page) => {
    assert.match(await page.textContent('#start'), /この Edge の設定では動きません[^]*情報システムの担当[^]*shiryo3\.exe/);
    assert.equal(await page.isVisible('#save'), false);
  }, { before: () => { delete window.WebAssembly; }, ready: '#start' }),

  'data whose name ends otherwise are opened, and what has been made is told': async () => {
    const { page, close } = await open();
    try {
      await load(page, 'h29-odawara.txt', real);
      for (const format of ['pdf', 'xlsx']) {
        await downloaded(page, () => page.click(`#${format}`));
        await page.locator('#facts', { hasText: `h29-odawara.${format} を作りました` }).waitFor();
      }
    } finally {
      await close();
    }
  },

  'files that are no data say what they are': inApp(async (page) => {
    const memo = '6月3日 打合せ\n課題は人手。次回までに案を出す。\n';
    for (const [name, bytes, said] of [['表.xlsx', 'PK\x03\x04....', 'Excel'], ['memo.txt', memo, 'memo.txt: 資料３のデータではありません'], ['空.yaml', '', '']]) {
      await page.setInputFiles('#picker', { name, mimeType: 'application/yaml', buffer: Buffer.from(bytes, name.endsWith('xlsx') ? 'latin1' : 'utf8') });
      await page.waitForFunction((words) => (words ? document.getElementById('alert').textContent.includes(words) : document.getElementById('findings').textContent.includes('誤り')), said);
    }
    // Nothing is asked about the open file, which stays.
    await load(page, 'r9.yaml', real);
    await page.getByRole('textbox', { name: '取組3 項目' }).fill('別の文');
    await page.keyboard.press('Tab');
    await settled(page);
    for (const [name, bytes, said] of [['議事録.docx', 'PK\x03\x04....', '議事録.docx: Excel、Word'], ['memo.txt', memo, 'memo.txt: 資料３のデータではありません']]) {
      await page.setInputFiles('#picker', { name, mimeType: '', buffer: Buffer.from(bytes) });
      await page.waitForFunction((words) => document.getElementById('alert').textContent.startsWith(words), said);
      assert.equal(await page.locator('#question[open]').count(), 0);
    }
    assert.match(await text(page), /別の文/);
  }),
};
