// The app for a test, with the real sheet in it or without, and what is in that.

import assert from 'node:assert/strict';
import { load, open } from './browser.mjs';
import { real } from './data.mjs';

/** Opens the app for a test, as `open` does, and wants nothing to have gone wrong aside. */
export const inApp = (test, more = {}) => async () => {
  const { page, faults, close } = await open(more);
  try {
    await test(page);
    assert.deepEqual(faults, []);
  } finally {
    await close();
  }
};

/** Runs a test on the real sheet. */
export const onReal = (test) => inApp(async (page) => {
  await load(page, 'r9.yaml', real);
  await test(page);
});

/** A text of a row. */
export const cell = (page, row, key) => page.getByRole('textbox', { name: `取組${row} ${key}`, exact: true });

/** A bar of a row. */
export const bar = (page, row, index) => page.getByRole('group', { name: `取組${row} の予定`, exact: true }).locator('.bar').nth(index);

/** Presses keys, one after the other. */
export const press = async (page, ...keys) => { for (const key of keys) { await page.keyboard.press(key); } };

/** The lines of a row's schedule. */
export const schedule = (yaml, number) => yaml.split(new RegExp(`番号: ${number}\n`))[1].split('予定:')[1].split(/\n\s*\n|\n {6}- /)[0].split('\n').map((line) => line.trim()).filter((line) => line.startsWith('- '));
