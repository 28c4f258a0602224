// Undo gives back what was there, and input methods lose and add nothing.

import assert from 'node:assert/strict';
import { load, open, settled, text } from './browser.mjs';
import { real } from './data.mjs';
import { inApp } from './sheet.mjs';

/** Numbers that look random and are the same each time (xorshift). */
function numbers(seed) {
  let state = seed;
  return (most) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % most;
  };
}

const LETTERS = ['会議', ' # 説明', ': ', '|-', '・', '\n', "'", '"', '[', '第１回', '- ', '〜', '𠮷'];

/** Does something at random, as people do. */
async function act(page, next) {
  const rows = await page.locator('tbody.row').count();
  const body = page.locator('tbody.row').nth(next(rows));
  switch (next(7)) {
    case 0: case 1: case 2: {
      await body.locator('textarea').nth(next(5)).focus();
      if (next(2)) {
        await page.keyboard.press('F2');
      }
      for (let count = 1 + next(3); count > 0; count -= 1) {
        await page.keyboard.insertText(LETTERS[next(LETTERS.length)]);
      }
      await page.keyboard.press('Tab');
      break;
    }
    case 3: case 4: {
      const bars = body.locator('.bar:not(.meeting)');
      const count = await bars.count();
      if (count > 0) {
        await bars.nth(next(count)).focus();
        await page.keyboard.press(['Shift+ArrowRight', 'Control+ArrowLeft', 'Control+Shift+ArrowRight', 'Delete'][next(4)]);
      }
      break;
    }
    case 5:
      await body.locator('textarea').first().focus();
      await page.keyboard.press(next(2) ? 'Alt+Shift+ArrowUp' : 'Alt+Shift+ArrowDown');
      break;
    default:
      await body.locator('textarea').first().focus();
      await page.keyboard.press('Shift+F10');
      await page.locator('#row-menu').getByText(['下に加える', '写しを作る', 'ここで改ページする'][next(3)]).click();
  }
  await page.waitForTimeout(60);
}

export default {
  'after 100 random changes, undo gives the first text back, and redo the last': inApp(async (page) => {
    const next = numbers(20261129);
    await load(page, 'r9.yaml', real);
    for (let count = 0; count < 100; count += 1) {
      await act(page, next);
    }
    await settled(page);
    const last = await text(page);
    assert.notEqual(last, real);
    const all = async (id) => {
      while (await page.isEnabled(id)) {
        await page.click(id);
        await page.waitForTimeout(15);
      }
    };
    await all('#undo');
    assert.equal(await text(page), real);
    assert.equal(await page.textContent('#saved'), '変更はありません');
    await all('#redo');
    assert.equal(await text(page), last);
  }),

  'what an input method composes replaces a chosen cell, and Enter that ends it stays there': async () => {
    const { page, context, close } = await open();
    try {
      await load(page, 'r9.yaml', real);
      const ime = await context.newCDPSession(page);
      const compose = (words) => ime.send('Input.imeSetComposition', { text: words, selectionStart: words.length, selectionEnd: words.length });
      await page.getByRole('textbox', { name: '取組2 項目' }).click();
      for (const words of ['k', 'か', 'かい', 'かいg', 'かいぎ', '会議']) {
        await ime.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', windowsVirtualKeyCode: 229 });
        await compose(words);
      }
      // While it is composed, nothing of it is in the data.
      await settled(page);
      assert.match(await page.inputValue('#source').then(() => page.evaluate(() => document.getElementById('saved').textContent)), /変更はありません/);
      await ime.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', windowsVirtualKeyCode: 229 });
      await ime.send('Input.insertText', { text: '会議' });
      const at = () => page.evaluate(() => [document.activeElement.ariaLabel, document.activeElement.value]);
      assert.deepEqual(await at(), ['取組2 項目', '会議']);
      await compose('の');
      await ime.send('Input.insertText', { text: 'の' });
      await compose('かいさい');
      await ime.send('Input.insertText', { text: '開催' });
      assert.deepEqual(await at(), ['取組2 項目', '会議の開催']);
      await page.keyboard.press('Enter');
      assert.equal((await at())[0], '取組3 項目');
      assert.match(await text(page), /項目: 会議の開催\n/);
      await page.keyboard.press('Control+z');
      await settled(page);
      assert.equal(await text(page), real);
    } finally {
      await close();
    }
  },
};
