// Every gesture of 編集, by mouse and by keys.

import assert from 'node:assert/strict';
import { load, settled, text } from './browser.mjs';
import { real } from './data.mjs';
import { bar, cell, onReal, press, schedule } from './sheet.mjs';

export default {
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
