// Each state of the app: axe-core finds nothing in it, nothing is cut off, and a picture of it is left in
// target/app-tests to be looked at.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { axeSource, compareWith, drop, home, load, open, settled } from './browser.mjs';
import { CHANGED, OWNERS, asked, real, returned } from './data.mjs';

const WRONG = real.replace('- 順次実施: 10月〜3月', '- 順次実施: 10月〜13月');

/** The states, and how to get to them. */
const STATES = {
  start: async () => {},
  edit: async (page) => {
    await load(page, 'r9.yaml', real);
    await page.locator('#row-0-1 .bar').first().click();
    await page.locator('#bar-form').waitFor();
  },
  cell: async (page) => {
    await load(page, 'r9.yaml', real);
    await page.getByRole('textbox', { name: '取組2 内容' }).click();
    await page.keyboard.press('F2');
    await page.keyboard.type('\u3000加えた文。');
    await settled(page);
  },
  error: async (page) => {
    await load(page, 'r9.yaml', real);
    await page.click('#as-text');
    await page.fill('#source', WRONG);
    await page.click('#as-table');
    await settled(page);
    await page.click('#pdf');
    await page.waitForFunction(() => document.getElementById('alert').textContent !== '');
  },
  findings: async (page) => {
    await load(page, 'r9.yaml', real);
    if (await page.getByRole('button', { name: '一覧を開く' }).isVisible()) {
      await page.getByRole('button', { name: '一覧を開く' }).click();
    }
    await page.keyboard.press('F8');
  },
  head: async (page) => {
    await load(page, 'r9.yaml', real);
    await page.click('#head-button');
  },
  menu: async (page) => {
    await load(page, 'r9.yaml', real);
    await page.getByRole('button', { name: '取組2 の操作' }).click();
  },
  find: async (page) => {
    await load(page, 'r9.yaml', real);
    await page.keyboard.press('Control+h');
    await page.keyboard.type('会議');
    assert.equal(await page.getByLabel('探す言葉').inputValue(), '会議');
    await page.keyboard.press('Enter');
  },
  text: async (page) => {
    await load(page, 'r9.yaml', real);
    await page.click('#as-text');
  },
  read: async (page) => {
    await load(page, 'r9.yaml', real);
    await page.getByRole('textbox', { name: '取組2 内容' }).click();
    await page.click('#zoom-read');
  },
  marks: async (page) => {
    await load(page, 'r9.yaml', CHANGED);
    await compareWith(page, real);
  },
  comparison: async (page) => {
    await STATES.marks(page);
    await page.click('#view-comparison');
  },
  asking: async (page) => {
    await load(page, 'h29-odawara.yaml', asked);
    await page.click('#tab-replies');
    await page.locator('.agencies li').first().waitFor();
  },
  returned: async (page) => {
    await STATES.asking(page);
    await drop(page, [{ name: '壊れた.xlsx', bytes: Buffer.from('no workbook') }, { ...returned[0], name: '回答.xlsx' }, ...returned.slice(0, OWNERS.length - 4), { ...returned[20], name: `${OWNERS[0]}.xlsx` }]);
  },
  deciding: async (page) => {
    await STATES.returned(page);
    await page.click('#step-decide');
    await page.locator('.proposal:has(.conflict) input').first().focus();
    await page.keyboard.press('1');
    await page.waitForFunction(() => /反映すると/.test(document.getElementById('decisions').textContent));
    await settled(page);
  },
  done: async (page) => {
    await STATES.deciding(page);
    await page.click('#take-in');
    await page.locator('.done').waitFor();
    await settled(page);
  },
  style: async (page) => {
    await load(page, 'r9.yaml', real);
    await page.click('#style-button');
    await page.getByLabel('凡例').selectOption('はい');
    await settled(page);
  },
  misfit: async (page) => {
    await load(page, 'r9.yaml', real);
    await page.click('#style-button');
    await page.getByRole('button', { name: '協力機関 を外す' }).click();
    await settled(page);
    await page.getByLabel('用紙').selectOption('A4横');
    await page.locator('#style .said.error').waitFor();
    await page.getByRole('button', { name: '欄へ' }).click();
  },
  doubt: async (page) => {
    await STATES.asking(page);
    await page.getByLabel('回答期限').fill('6月30日（土）');
    await page.keyboard.press('Tab');
    await page.locator('#due-doubt.warning').waitFor();
  },
  blank: async (page) => {
    await page.getByRole('button', { name: '何もない所から始める' }).click();
    await settled(page);
  },
  plan: async (page) => {
    await page.getByRole('button', { name: '三か年計画' }).click();
    await settled(page);
    await page.getByRole('button', { name: '見出しと会議' }).click();
  },
  words: async (page) => {
    await page.getByRole('button', { name: '協議会の一年' }).click();
    await settled(page);
  },
  year: async (page) => {
    await load(page, 'h29-odawara.yaml', real);
    await page.getByRole('button', { name: 'ファイル' }).click();
    await page.getByRole('menuitem', { name: '年度更新…' }).click();
    await page.getByRole('button', { name: '新しいファイルをつくる' }).waitFor();
  },
  looks: async (page) => {
    await STATES.year(page);
    await page.getByRole('button', { name: '新しいファイルをつくる' }).click();
    await page.getByRole('button', { name: '表を直す' }).waitFor();
    await settled(page);
  },
  missing: async (page) => {
    await load(page, 'r9.yaml', `書式: 書式.yaml\n${real}`);
  },
  months: async (page) => {
    await load(page, 'r9.yaml', real.replace('- 順次実施: 10月〜3月', '- 順次実施: 12月〜3月'));
    await page.locator('#row-0-1 .bar').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
  },
  offer: async (page) => {
    await load(page, 'r9.yaml', real);
    await page.getByRole('button', { name: '取組2 の操作' }).click();
    await page.getByText('この取組を消す').click();
    await settled(page);
  },
};

/** The sizes of windows; the last two are what 150 % and 200 % leave of the first. */
const SIZES = [[1366, 768], [1920, 1080], [911, 512], [683, 384]];

/** What axe-core finds: WCAG 2.2 AA and what it calls best practice. A page is one image that has a name: what is
 * drawn in it is left out. */
async function faultsOf(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run({ exclude: ['.page svg'] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** Controls that stick out of the part of the page that they are in. */
const hanging = (page) => page.evaluate(() => [...document.querySelectorAll('.tools button, .summary button, #top button, #name p, #find :is(button, input)')].filter((element) => element.checkVisibility()).map((element) => {
  const [own, part] = [element.getBoundingClientRect(), element.closest('section, header').getBoundingClientRect()];
  const next = element.nextElementSibling?.checkVisibility() ? element.nextElementSibling.getBoundingClientRect() : null;
  const isUnder = next && next.left < own.right - 1 && next.right > own.left + 1 && next.top < own.bottom - 1 && next.bottom > own.top + 1;
  return own.left < part.left - 1 || own.right > part.right + 1 || isUnder ? `${element.id || element.textContent} hangs out` : '';
}).filter(Boolean));

/** Controls whose words are cut off. */
const cutOff = (page) => page.evaluate(() => [...document.querySelectorAll('button, .tools, #top, label')].filter((element) => element.checkVisibility() && !element.matches('.bar, .choice, .menu button') && element.scrollWidth > element.clientWidth + 1).map((element) => `${element.id || element.textContent} ${element.scrollWidth} > ${element.clientWidth}`));

function look(state) {
  return async () => {
    mkdirSync(home, { recursive: true });
    const found = [];
    for (const [width, height] of SIZES) {
      const { page, faults, close } = await open({ width, height });
      try {
        await STATES[state](page);
        await page.waitForTimeout(100);
        await page.screenshot({ path: path.join(home, `${state}-${width}.png`) });
        const all = [...faults, ...(await faultsOf(page)), ...(await cutOff(page)), ...(await hanging(page))];
        found.push(...all.map((fault) => `${width}: ${fault}`));
      } finally {
        await close();
      }
    }
    assert.deepEqual(found, []);
  };
}

/** With the colours of somebody who chose their own (forced-colors), the paper stays white, and what is chosen differs. */
async function chosenColors() {
  const { page, close } = await open();
  try {
    await load(page, 'r9.yaml', real);
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
    const ground = (selector) => page.locator(selector).first().evaluate((element) => getComputedStyle(element).backgroundColor);
    assert.equal(await ground('#pages .page'), 'rgb(255, 255, 255)');
    assert.notEqual(await ground('#as-table'), await ground('#as-text'));
    assert.notEqual(await ground('#tab-edit'), await ground('#tab-marks'));
  } finally {
    await close();
  }
}

export default { ...Object.fromEntries(Object.keys(STATES).map((state) => [state, look(state)])), 'colours of one\'s own': chosenColors };
