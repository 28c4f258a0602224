// A browser with the app in it, opened from its file as a double click does.

import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const home = path.join(root, 'target/app-tests');
const require = createRequire(path.join(home, 'package.json'));
const { chromium } = require('playwright-core');
export const axeSource = require('axe-core').source;

/** The app. */
export const html = path.join(root, 'target/shiryo3.html');

/** No test waits longer for anything. */
const PATIENCE = 20000;

const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** The browser that all but those with a profile share: to start one takes long. */
let shared = null;

function launched(display, options) {
  return display
    ? chromium.launch({ ...options, headless: false, env: { ...process.env, DISPLAY: display } })
    : (shared ??= chromium.launch(options));
}

/** Opens the app as somebody new to it. `withFiles` leaves the browser's own dialogs for files in it;
 * `ready` is what shows when the app can be used, and `display` the screen to be seen on. */
export async function open({ width = 1366, height = 768, withFiles = false, profile = '', before = null, ready = 'html[data-ready]', display = '' } = {}) {
  const options = { executablePath: '/usr/bin/chromium', args: ARGUMENTS, viewport: { width, height }, acceptDownloads: true, locale: 'ja-JP' };
  const context = profile
    ? await chromium.launchPersistentContext(profile, options)
    : await (await launched(display, options)).newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const faults = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));
  page.on('request', (request) => /^(file|blob|data):/.test(request.url()) || faults.push(`request: ${request.url()}`));
  if (!withFiles) {
    // Dialogs for files come to tests once somebody listens; to begin with that takes a while.
    page.on('filechooser', () => {});
    await page.addInitScript(() => { delete window.showOpenFilePicker; delete window.showSaveFilePicker; delete window.showDirectoryPicker; });
  }
  if (before) {
    await page.addInitScript(before);
  }
  const broken = new Promise((_, reject) => { page.once('pageerror', reject); });
  broken.catch(() => {});
  await page.goto(`file://${html}`);
  await Promise.race([page.waitForSelector(ready), broken]);
  return { page, context, faults, close: () => context.close() };
}

/** Opens data in the app by its file picker, with files beside them; gives the page when it is drawn. */
export async function load(page, name, text, beside = []) {
  const file = ({ name: way, bytes }) => ({ name: path.basename(way), mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
  await page.setInputFiles('#picker', [{ name, bytes: text }, ...beside].map(file));
  await page.waitForFunction((wanted) => document.getElementById('file-name').textContent === wanted, name);
  await settled(page);
}

/** Waits until what has been done is on the page. */
export async function settled(page) {
  await page.waitForFunction(() => new Promise((resolve) => {
    // Twice idle, a frame apart: an answer may lead to the next question.
    const isIdle = () => document.documentElement.dataset.busy === 'no' && document.getElementById('findings').firstChild;
    const look = (count) => (isIdle() ? (count === 0 ? resolve(true) : requestAnimationFrame(() => look(count - 1))) : requestAnimationFrame(() => look(2)));
    look(2);
  }));
}

/** Compares what is open with an earlier text. */
export async function compareWith(page, earlier) {
  await page.getByRole('tab', { name: '見え消し' }).click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: '前回の資料を選ぶ' }).click()]);
  await chooser.setFiles({ name: '前回.yaml', mimeType: 'application/yaml', buffer: Buffer.from(earlier) });
  await page.locator('#marks .count').waitFor();
  await settled(page);
}

/** The file's text as the app has it. */
export async function text(page) {
  await settled(page);
  await page.evaluate(() => document.getElementById('as-text').click());
  const shown = await page.inputValue('#source');
  await page.evaluate(() => document.getElementById('as-table').click());
  return shown;
}

/** The least time between two files that a page hands out, in ms: Chromium drops what is more than ten in a second. */
const BETWEEN_DOWNLOADS = 110;

/** The file that a click or key makes the app hand out. */
export async function downloaded(page, act) {
  await page.waitForTimeout(BETWEEN_DOWNLOADS);
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) {
    chunks.push(chunk);
  }
  return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
}

/** Drops files on the page. */
export async function drop(page, files) {
  await page.evaluate((list) => {
    const transfer = new DataTransfer();
    list.forEach(({ name, base64 }) => transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name)));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') })));
  await page.locator('.returned li').nth(files.length - 1).waitFor();
  await settled(page);
}
