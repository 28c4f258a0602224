// Every gesture of 編集, by mouse and by keys.

import assert from 'node:assert/strict';
import { load, open, settled, text } from './browser.mjs';
import { real } from './data.mjs';

/** Runs a test on the real sheet, and wants nothing to have gone wrong aside. */
function onReal(test) {
  return async () => {
    const { page, faults, close } = await open();
    try {
      await load(page, 'r9.yaml', real);
      await test(page);
      assert.deepEqual(faults, []);
    } finally {
      await close();
    }
  };
}

const cell = (page, row, key) => page.getByRole('textbox', { name: `取組${row} ${key}`, exact: true });
const bar = (page, row, index) => page.getByRole('group', { name: `取組${row} の予定`, exact: true }).locator('.bar').nth(index);
const press = async (page, ...keys) => { for (const key of keys) { await page.keyboard.press(key); } };

/** Writes into a field and leaves it. */
const write = (page) => async (name, value) => {
  await page.getByLabel(name, { exact: true }).fill(value);
  await press(page, 'Enter');
  await settled(page);
};

/** The lines of a row's schedule. */
const schedule = (yaml, number) => yaml.split(new RegExp(`番号: ${number}\n`))[1].split('予定:')[1].split(/\n\s*\n|\n {6}- /)[0].split('\n').map((line) => line.trim()).filter((line) => line.startsWith('- '));

/** Schedules that are no list of bars with one time each. */
const WORDS = `表題: 予定の書き方
資料番号: 資料３
年度: 令和9年度
会議:
  - 名前: 全体会
    開催: [5月, 2月]
  - 名前: 部会
    開催: 9月
課題:
  - 見出し: （１）予定
    区分: 予定
    取組:
      - 番号: 1
        項目: 言葉
        内容: 文
        提案機関: 事務局
        予定: 上半期
      - 番号: 2
        項目: 並べた月
        内容: 文
        提案機関: 事務局
        予定:
          - ●: [4月, 6月]
          - 実施: 10月〜3月
      - 番号: 3
        項目: 会議体
        内容: 文
        提案機関: 事務局
        予定: 会議（全体会）
      - 番号: 4
        項目: 会議
        内容: 文
        提案機関: 事務局
        予定: 会議
      - 番号: 5
        項目: なし
        内容: 文
        提案機関: 事務局
        予定: なし
`;

export default {
  'schedules of words, lists of times and bodies are drawn as on the page': onReal(async (page) => {
    await load(page, 'words.yaml', WORDS);
    assert.match(await page.textContent('#findings'), /誤り 0/);
    const strip = (row) => page.getByRole('group', { name: `取組${row} の予定`, exact: true });
    const shown = (row) => strip(row).locator('.bar').evaluateAll((bars) => bars.map((it) => `${it.textContent} ${it.style.getPropertyValue('--start')}+${it.style.getPropertyValue('--length')}`));
    assert.deepEqual(await shown(1), ['上半期 0+18']);
    assert.deepEqual(await shown(2), ['● 0+3', '● 6+3', '実施 18+18']);
    // A meeting takes the months beside its own, so that its name can be read.
    assert.deepEqual(await shown(3), ['全体会 0+9', '全体会 27+9']);
    assert.deepEqual(await shown(4), ['全体会 0+9', '部会 12+9', '全体会 27+9']);
    assert.deepEqual(await shown(5), []);
    assert.equal(await page.locator('.bar.wrong').count(), 0);

    // A word stays, and says why.
    await bar(page, 1, 0).focus();
    await press(page, 'Shift+ArrowRight');
    await settled(page);
    assert.match(await page.textContent('#status'), /「予定: 上半期」と書いてあります/);
    assert.equal(await page.locator('#row-0-0 .handle').count(), 0);
    assert.equal(await text(page), WORDS);
    await bar(page, 1, 0).click();
    assert.match(await page.textContent('#bar-form'), /「予定: 上半期」と書いてあります/);
    await page.locator('#bar-form').getByRole('button', { name: '消す' }).click();
    await settled(page);
    assert.deepEqual(await shown(1), []);
    await press(page, 'Control+z');
    assert.equal(await text(page), WORDS);

    // Each time of a list is a bar of its own; with the last of them the name goes.
    await bar(page, 2, 1).focus();
    await press(page, 'Shift+ArrowRight');
    assert.match(await text(page), /- ●: \[4月, 6月〜7月\]\n/);
    await bar(page, 2, 0).focus();
    await press(page, 'Delete');
    assert.match(await text(page), /- ●: \[6月〜7月\]\n/);
    await bar(page, 2, 0).focus();
    await press(page, 'Delete');
    assert.deepEqual(schedule(await text(page), 2), ['- 実施: 10月〜3月']);

    // A bar takes the place of a word for none.
    await strip(5).getByRole('button', { name: '帯' }).click();
    await settled(page);
    assert.equal((await shown(5)).length, 1);
    assert.match(await page.textContent('#findings'), /誤り 0/);

    await page.getByRole('button', { name: '見出しと会議' }).click();
    assert.deepEqual(await page.locator('#head-panel .held').allTextContents(), ['全体会を開く月', '部会を開く月']);
  }),

  'the months of a body are changed, added and taken away': onReal(async (page) => {
    await load(page, 'words.yaml', WORDS);
    const change = write(page);
    await page.getByRole('button', { name: '見出しと会議' }).click();
    await change('全体会 開く月', '6月、2月、３月');
    await change('部会 開く月', '10月');
    assert.equal(await text(page), WORDS.replace('[5月, 2月]', '[6月, 2月, ３月]').replace('開催: 9月', '開催: 10月'));
    await change('部会 開く月', '5月 10月');
    assert.match(await text(page), /- 名前: 部会\n    開催:\s+(\[5月, 10月\]|- 5月\n +- 10月)\n/);
    assert.match(await page.textContent('#findings'), /誤り 0/);

    // A mistake in a month leads back to its field.
    await change('全体会 開く月', '13月');
    await page.keyboard.press('F8');
    await page.getByText('「13月」という月はありません').first().waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), '全体会 開く月');
  }),

  'what can not be taken away says so': onReal(async (page) => {
    await load(page, 'one.yaml', WORDS.split('      - 番号: 2')[0]);
    for (const [of, words] of [['取組1', '最後の取組は消せません'], ['課題1', '最後の課題は消せません']]) {
      await page.getByRole('button', { name: `${of} の操作` }).click();
      assert(await page.getByRole('menuitem', { name: words }).isDisabled());
      await press(page, 'Escape');
    }
  }),

  'a body has a line for each meeting of which more is said': onReal(async (page) => {
    await load(page, 'said.yaml', WORDS.replace('[5月, 2月]', '[{月: 5月, 表示: 第１回, 検討事項: [計画]}, 2月]'));
    const change = write(page);
    await page.getByRole('button', { name: '見出しと会議' }).click();
    await page.getByLabel('全体会1 月').selectOption('7月');
    await settled(page);
    await change('全体会1 表示', '初回');
    await change('全体会2 月', '3月');
    assert.match(await text(page), /開催: \[\{月: 7月, 表示: 初回, 検討事項: \[計画\]\}, 3月\]\n/);
    await page.getByRole('button', { name: '全体会2を消す' }).click();
    await page.getByRole('button', { name: '全体会を加える' }).click();
    await settled(page);
    assert.match(await text(page), /開催: \[\{月: 7月, 表示: 初回, 検討事項: \[計画\]\}, \{月: 6月, 表示: 全体会\}\]\n/);
    assert.match(await page.textContent('#findings'), /誤り 0/);
  }),

  'a new row is numbered as its neighbours are, and that is told': onReal(async (page) => {
    const numbered = (...numbers) => WORDS.split(/(?<=- )番号: .*\n/).map((part, index) => part + (numbers[index] === undefined ? '' : `番号: ${numbers[index]}\n`)).join('');
    for (const [numbers, name, wanted] of [[['1-1', '1-2', '2-1', '2-2', '2-3'], '取組1-1', '1-3'], [['ア', 'イ', 'ウ', 'エ', 'オ'], '取組イ', 'カ'], [['①', '②', '③', '④', '⑤'], '取組⑤', '⑥'], [['１', '２', '３', '４', '５'], '取組２', '６']]) {
      await page.reload();
      await page.waitForSelector('html[data-ready]');
      await load(page, 'words.yaml', numbered(...numbers));
      await page.getByRole('button', { name: `${name} の操作` }).click();
      await page.locator('#row-menu').getByText('下に加える').click();
      await page.locator('#facts', { hasText: `取組${wanted} を加えました。項目を書いてください` }).waitFor();
      assert.match(await text(page), new RegExp(`番号: ${numbers.find((number) => name === `取組${number}`)}\n[^]*?番号: ['"]?${wanted}['"]?\n`));
      await page.keyboard.press('Control+z');
      await settled(page);
      // A theme begins with the number of the next, where numbers begin with that.
      await page.click('#add-theme');
      await settled(page);
      assert.match(await text(page), new RegExp(`見出し: 新しい課題\n[^]*番号: ['"]?${numbers[0] === '1-1' ? '3-1' : wanted}['"]?\n`));
      await page.keyboard.press('Control+z');
      await settled(page);
    }
    // Where rows have no numbers, a new one has none.
    await page.reload();
    await page.getByRole('button', { name: '一枚の資料' }).click();
    await settled(page);
    const before = await text(page);
    await page.click('#add-row');
    await settled(page);
    assert.equal((await text(page)).match(/番号:/g)?.length, before.match(/番号:/g)?.length);
  }),

  'a cell is chosen, replaced, edited and left as in Excel': onReal(async (page) => {
    await cell(page, 2, '提案機関').click();
    await page.keyboard.type('教育委員会');
    await press(page, 'Enter');
    assert.match(await text(page), /提案機関: 教育委員会\n/);
    await cell(page, 2, '提案機関').click();
    await press(page, 'F2');
    await page.keyboard.type('学校課');
    await press(page, 'Alt+Enter');
    await page.keyboard.type('保健所');
    await press(page, 'Tab');
    assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), '取組2 協力機関');
    assert.match(await text(page), /提案機関: \|-\n +教育委員会学校課\n +保健所\n/);
  }),

  'Esc gives the text back that was there before': onReal(async (page) => {
    await cell(page, 2, '項目').click();
    await page.keyboard.type('違う');
    await press(page, 'Escape');
    assert.equal(await text(page), real);
  }),

  'arrows and Tab lead through cells and strips': onReal(async (page) => {
    const at = () => page.evaluate(() => document.activeElement.ariaLabel);
    await cell(page, 2, '項目').click();
    await press(page, 'ArrowRight');
    assert.equal(await at(), '取組2 内容');
    await press(page, 'Control+ArrowRight');
    assert.equal(await at(), '取組2 備考');
    await press(page, 'Tab');
    assert.equal(await at(), '帯「方法検討」 4月から9月まで');
    await press(page, 'ArrowRight');
    assert.equal(await at(), '帯「順次実施」 10月から3月まで');
    await press(page, 'Tab');
    assert.equal(await at(), '取組3 項目');
    await press(page, 'ArrowUp');
    assert.match(await at(), /取組2|帯/);
  }),

  'a bar is stretched and moved by the mouse': onReal(async (page) => {
    await bar(page, 2, 0).click();
    await page.keyboard.press('Escape');
    const box = await page.locator('#row-0-1 .strip').boundingBox();
    const month = box.width / 12;
    const y = box.y + 18;
    await page.mouse.move(box.x + 6 * month, y);
    await page.mouse.down();
    await page.mouse.move(box.x + 8 * month, y, { steps: 5 });
    await page.mouse.up();
    await settled(page);
    assert.deepEqual(schedule(await text(page), 2), ['- 方法検討: 4月〜11月', '- 順次実施: 10月〜3月']);
    await page.mouse.move(box.x + 1 * month, y);
    await page.mouse.down();
    await page.mouse.move(box.x + 3 * month, y, { steps: 5 });
    await page.mouse.up();
    assert.deepEqual(schedule(await text(page), 2), ['- 方法検討: 6月〜1月', '- 順次実施: 10月〜3月']);
    await press(page, 'Control+z', 'Control+z');
    assert.equal(await text(page), real);
  }),

  'Esc gives a drag up': onReal(async (page) => {
    await bar(page, 2, 0).click();
    const box = await page.locator('#row-0-1 .strip').boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + 18);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.75, box.y + 18, { steps: 4 });
    await press(page, 'Escape');
    await page.mouse.up();
    assert.equal(await text(page), real);
  }),

  'a bar that was not chosen does not move': onReal(async (page) => {
    const box = await page.locator('#row-0-1 .strip').boundingBox();
    await page.mouse.move(box.x + box.width * 0.2, box.y + 18);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.4, box.y + 18, { steps: 4 });
    await page.mouse.up();
    assert.equal(await text(page), real);
  }),

  'a bar is stretched, moved, named and deleted by keys': onReal(async (page) => {
    await bar(page, 2, 0).focus();
    await press(page, 'Shift+ArrowRight', 'Shift+ArrowRight', 'Control+ArrowRight', 'Control+Shift+ArrowLeft');
    assert.deepEqual(schedule(await text(page), 2), ['- 方法検討: 4月〜12月', '- 順次実施: 10月〜3月']);
    await bar(page, 2, 0).focus();
    await press(page, 'F2');
    await page.keyboard.type('準備');
    await press(page, 'Enter');
    await settled(page);
    assert.equal(await page.evaluate(() => document.activeElement.className), 'bar chosen');
    await press(page, 'ArrowRight', 'Delete');
    assert.deepEqual(schedule(await text(page), 2), ['- 準備: 4月〜12月']);
  }),

  'a bar is made on empty months, by mouse and by keys': onReal(async (page) => {
    await bar(page, 2, 1).focus();
    await press(page, 'Delete');
    await settled(page);
    await press(page, 'Escape');
    const box = await page.locator('#row-0-1 .strip').boundingBox();
    await page.mouse.move(box.x + box.width * 0.55, box.y + 18);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + 18, { steps: 4 });
    await page.mouse.up();
    await settled(page);
    await page.keyboard.type('試行');
    await press(page, 'Enter');
    assert.deepEqual(schedule(await text(page), 2), ['- 方法検討: 4月〜9月', '- 試行: 10月〜12月']);
    await bar(page, 2, 1).focus();
    await press(page, 'ArrowRight');
    assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), '1月（空き）');
    await press(page, 'Space', 'ArrowRight', 'Enter');
    await settled(page);
    await page.keyboard.type('評価');
    await press(page, 'Enter');
    assert.deepEqual(schedule(await text(page), 2), ['- 方法検討: 4月〜9月', '- 試行: 10月〜12月', '- 評価: 1月〜2月']);
    await bar(page, 2, 2).focus();
    await press(page, 'ArrowRight', 'Space', 'Escape', 'ArrowRight', 'Enter');
    await settled(page);
    await press(page, 'Enter');
    assert.equal(schedule(await text(page), 2).length, 4);
  }),

  'cells from Excel fill the table, and rows are added for those that are too many': onReal(async (page) => {
    const paste = (plain, html) => page.evaluate(([text, table]) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      data.setData('text/html', table);
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, [plain, html]);
    await cell(page, 2, '項目').click();
    await paste('連絡会\t"一行目\n「二」""行目"""\r\n役割の整理\t分担を決める\r\n', '<table><tr><td>');
    const yaml = await text(page);
    assert.match(yaml, /項目: 連絡会\n +内容: \|-\n +一行目\n +「二」"行目"\n/);
    assert.match(yaml, /項目: 役割の整理\n +内容: \|-\n +分担を決める\n/);
    await press(page, 'Control+z');
    assert.equal(await text(page), real);
    // A single cell is a text, and takes the place of the one that was chosen.
    await cell(page, 2, '項目').click();
    await paste('"一つ\n二つ"\r\n', '<table><tr><td>');
    assert.match(await text(page), /項目: \|-\n +一つ\n +二つ\n/);
    await press(page, 'Control+z');
    // What there was no room for is told until something else is done.
    await cell(page, 2, '備考').click();
    await paste('済\t余り\r\n', '<table><tr><td>');
    await page.locator('#alert', { hasText: '右にはみ出した 1 列は貼り付けていません' }).waitFor();
    await press(page, 'Control+z');
    assert.equal(await text(page), real);
    assert.equal(await page.textContent('#alert'), '');
    const last = await page.locator('tbody.row').count();
    await cell(page, last, '項目').click();
    await paste('あ\tい\nう\tえ\nお\tか\n', '');
    await page.getByRole('button', { name: '2 行を加える' }).click();
    const added = await text(page);
    assert.match(added, new RegExp(`番号: ${last + 1}\\n +項目: う\\n +内容: え\\n[^]*番号: ${last + 2}\\n +項目: お\\n +内容: か\\n`));
    await page.click('#undo');
    assert.equal(await text(page), real);
  }),

  'a row is dragged by its number, into another theme too': onReal(async (page) => {
    const number = (row) => page.getByRole('button', { name: `取組${row} を選ぶ`, exact: true });
    const order = async () => [...(await text(page)).matchAll(/番号: (\d+)/g)].map(([, it]) => Number(it));
    const before = await order();
    const [from, to] = [await number(1).boundingBox(), await page.locator('#row-0-2').boundingBox()];
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(to.x + 20, to.y + 8, { steps: 6 });
    assert.equal(await page.locator('#drop-line').count(), 1);
    await page.mouse.up();
    assert.deepEqual((await order()).slice(0, 3), [2, 1, 3]);
    await page.click('#undo');
    assert.deepEqual(await order(), before);
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(to.x + 20, to.y + 8, { steps: 6 });
    await press(page, 'Escape');
    await page.mouse.up();
    assert.equal(await text(page), real);
  }),

  'the form of a bar gives name and months': onReal(async (page) => {
    await bar(page, 2, 0).click();
    const form = page.getByRole('dialog', { name: '帯「方法検討」' });
    await form.getByRole('combobox').nth(2).selectOption('12月');
    await settled(page);
    await form.getByRole('combobox').nth(1).selectOption('6月');
    await settled(page);
    assert.deepEqual(schedule(await text(page), 2)[0], '- 方法検討: 6月〜12月');
    await bar(page, 2, 0).click();
    await form.getByRole('button', { name: '消す' }).click();
    assert.deepEqual(schedule(await text(page), 2), ['- 順次実施: 10月〜3月']);
  }),

  'rows are added, moved, copied, broken before and deleted by the menu': onReal(async (page) => {
    const menu = async (row, entry) => {
      await page.getByRole('button', { name: `取組${row} の操作` }).click();
      await page.getByRole('menu').getByText(entry, { exact: true }).click();
      await settled(page);
    };
    await menu(2, '下へ移す');
    let yaml = await text(page);
    assert(yaml.indexOf('番号: 3\n') < yaml.indexOf('番号: 2\n'));
    await page.keyboard.press('Control+z');
    await settled(page);
    await menu(2, 'ここで改ページする');
    assert.match(await text(page), /番号: 2\n +改ページ: 前\n/);
    await menu(2, '✓ ここで改ページする');
    assert.equal(await text(page), real);
    await menu(2, '写しを作る');
    yaml = await text(page);
    assert.match(yaml, /番号: 24\n +項目: 主治医病院との学校の連絡会の実施\n/);
    await menu(24, 'この取組を消す');
    assert.equal(await text(page), real);
    await menu(2, '下に加える');
    assert.match(await text(page), /番号: 24\n +項目:\n/);
    await page.keyboard.press('Control+z');
    assert.equal(await text(page), real);
  }),

  'rows are moved, and their menu opened, by keys': onReal(async (page) => {
    await cell(page, 2, '項目').focus();
    await press(page, 'Alt+Shift+ArrowDown');
    await settled(page);
    assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), '取組2 項目');
    await press(page, 'Alt+Shift+ArrowUp');
    assert.equal(await text(page), real);
    await cell(page, 2, '項目').focus();
    await press(page, 'Shift+F10', 'ArrowDown', 'Enter');
    await settled(page);
    assert.match(await text(page), /番号: 24\n/);
    await press(page, 'Control+z');
    assert.equal(await text(page), real);
  }),

  'themes, head and meetings are changed': onReal(async (page) => {
    await page.getByRole('button', { name: '見出しと会議' }).click();
    await page.getByLabel('表題').fill('令和9年度の取組（案）');
    await page.keyboard.press('Tab');
    await settled(page);
    await page.getByLabel('会議2 月').selectOption('2月');
    await settled(page);
    await page.getByLabel('会議1 検討事項（一行に一つ）').fill('進捗状況の共有\n次の年度');
    await page.keyboard.press('Tab');
    const yaml = await text(page);
    assert.match(yaml, /表題: 令和9年度の取組（案）\n/);
    assert.match(yaml, /- 月: 2月\n/);
    assert.match(yaml, /検討事項: \[進捗状況の共有, 次の年度\]/);
    await page.getByLabel('課題1 見出し').click();
    await page.keyboard.type('（１）連携');
    await press(page, 'Enter');
    assert.match(await text(page), /- 見出し: （１）連携\n/);
    await page.getByRole('button', { name: '課題', exact: true }).click();
    assert.match(await text(page), /- 見出し: 新しい課題\n/);
  }),

  'a click on the page leads to the text and the character': onReal(async (page) => {
    const rect = page.locator('#pages .areas [data-shown="cell"][data-band="0"][data-row="1"][data-column="3"]');
    const box = await rect.boundingBox();
    await page.mouse.click(box.x + 2, box.y + box.height / 2 - 3);
    const [name, at] = await page.evaluate(() => [document.activeElement.ariaLabel, document.activeElement.selectionStart]);
    assert.equal(name, '取組2 内容');
    assert.equal(at, 0);
    await page.mouse.click(box.x + box.width * 0.5, box.y + box.height / 2 - 3);
    const middle = await page.evaluate(() => document.activeElement.selectionStart);
    assert(middle > 10 && middle < 40, String(middle));
    await page.locator('#pages .areas [data-shown="slot"][data-band="0"][data-row="1"][data-slot="1"]').click();
    assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), '帯「順次実施」 10月から3月まで');
    assert.equal(await page.locator('#pages .areas .field').count(), 1);
  }),

  'words are found and replaced': onReal(async (page) => {
    await press(page, 'Control+f');
    await page.keyboard.type('小田原市立病院');
    await press(page, 'Enter');
    assert.match(await page.locator('#find output').textContent(), /1 \/ \d/);
    await press(page, 'Control+h');
    await page.getByLabel('置き換える言葉').fill('市民病院');
    await page.getByRole('button', { name: 'すべて置き換える' }).click();
    const yaml = await text(page);
    assert(!yaml.split('課題:')[1].includes('小田原市立病院') && yaml.includes('市民病院'));
    await press(page, 'Control+z');
    assert.equal(await text(page), real);
  }),

  'the text of the file is a second view of the same data': onReal(async (page) => {
    await page.getByRole('button', { name: 'YAML' }).click();
    const source = page.locator('#source');
    const value = await source.inputValue();
    assert.equal(value, real);
    await source.fill(real.replace('年度: 平成29年度', '年度: 平成30年度'));
    await page.getByRole('button', { name: '表', exact: true }).click();
    await page.getByRole('button', { name: '見出しと会議' }).click();
    assert.equal(await page.getByLabel('年度').inputValue(), '平成30年度');
    await page.getByRole('button', { name: '元に戻す', exact: true }).click();
    assert.equal(await text(page), real);
  }),
};
