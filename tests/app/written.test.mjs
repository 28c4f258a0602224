// Sheets that are written otherwise than the real one: schedules of words and lists, bodies, and numbers.

import assert from 'node:assert/strict';
import { load, settled, text } from './browser.mjs';
import { bar, inApp, onReal, press, schedule } from './sheet.mjs';

/** Writes into a field and leaves it. */
const write = (page) => async (name, value) => {
  await page.getByLabel(name, { exact: true }).fill(value);
  await press(page, 'Enter');
  await settled(page);
};

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

  'a plan names its years above the months, and the months of its meetings are written': inApp(async (page) => {
    await page.getByRole('button', { name: '三か年計画' }).click();
    await settled(page);
    assert.deepEqual(await page.locator('.years span').allTextContents(), ['令和7年度', '令和8年度', '令和9年度']);
    await page.getByRole('button', { name: '見出しと会議' }).click();
    await write(page)('会議1 月', '令和7年12月');
    assert.match(await text(page), /月: 令和7年12月, 表示: 第１回協議会/);
    assert.match(await page.textContent('#findings'), /誤り 0/);
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
    // Nor are numbers offered.
    await page.getByRole('button', { name: '取組 の操作' }).first().click();
    await page.getByText('この取組を消す').click();
    await page.locator('#offer', { hasText: 'を消しました' }).waitFor();
    await settled(page);
    assert.doesNotMatch(await page.textContent('#offer'), /番号/);
  }),
};
