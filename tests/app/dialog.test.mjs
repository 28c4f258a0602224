// Saving in place with the browser's own dialogs, on a screen of its own (Xvfb), where xdotool types as a hand does.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { open, settled } from './browser.mjs';
import { real } from './data.mjs';

/** Starts a screen; gives its name. */
async function screen() {
  const process = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const number = await new Promise((resolve, reject) => {
    process.stdout.once('data', (data) => resolve(String(data).trim()));
    process.once('error', reject);
  });
  return { display: `:${number}`, stop: () => process.kill() };
}

/** Writes the name of a file into the dialog that opens, and presses its button, which stands at the lower right. */
function answer(display, file) {
  const xdotool = (...words) => String(execFileSync('xdotool', words, { env: { ...process.env, DISPLAY: display }, timeout: 20000, stdio: 'pipe' }));
  // Chromium puts its warning into the title of the dialog.
  const dialog = xdotool('search', '--sync', '--onlyvisible', '--name', 'Warning|Save|保存').trim().split('\n').at(-1);
  xdotool('windowfocus', '--sync', dialog);
  xdotool('key', 'ctrl+a');
  xdotool('type', '--delay', '20', file);
  const [, width, height] = xdotool('getwindowgeometry', dialog).match(/Geometry: (\d+)x(\d+)/).map(Number);
  xdotool('sleep', '0.5', 'mousemove', '--window', dialog, String(width - 49), String(height - 24), 'click', '1');
}

export default {
  'a new file is saved by the dialog of the system, and then in place': async () => {
    const work = mkdtempSync(path.join(tmpdir(), 'shiryo3-dialog-'));
    const file = path.join(work, 'r9.yaml');
    const { display, stop } = await screen();
    try {
      const { page, faults, close } = await open({ withFiles: true, display });
      await page.getByRole('button', { name: '何もない所から始める' }).click();
      await settled(page);
      await page.getByRole('textbox', { name: '取組1 項目', exact: true }).click();
      await page.keyboard.type('連絡会');
      await settled(page);
      await page.keyboard.press('Control+s');
      await page.waitForTimeout(1500);
      answer(display, file);
      await page.waitForFunction(() => document.getElementById('saved').textContent.startsWith('保存しました'));
      assert.equal(await page.textContent('#file-name'), 'r9.yaml');
      assert.match(readFileSync(file, 'utf8'), /項目: 連絡会\n/);
      await page.keyboard.type('の開催');
      await settled(page);
      await page.keyboard.press('Control+s');
      await page.waitForFunction(() => document.getElementById('saved').textContent.startsWith('保存しました') && document.getElementById('save').className !== 'strong');
      assert.match(readFileSync(file, 'utf8'), /項目: 連絡会の開催\n/);
      // Somebody else saves meanwhile: nothing is overwritten unasked.
      writeFileSync(file, real);
      await page.keyboard.type('日');
      await settled(page);
      await page.keyboard.press('Control+s');
      await page.getByRole('dialog', { name: 'ほかの所でファイルが直されました' }).getByRole('button', { name: /読み直す/ }).click();
      await settled(page);
      assert.equal(readFileSync(file, 'utf8'), real);
      assert.deepEqual(faults, []);
      await close();
    } finally {
      stop();
      rmSync(work, { recursive: true });
    }
  },
};
