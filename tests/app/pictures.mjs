// Takes the pictures of the app that the README shows: data/app-start.png, data/app.png and data/app-replies.png.
// Needs the Python of tests/workbook.sh, to write replies with.
// Use: node tests/app/pictures.mjs

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drop, load, open, root, settled } from './browser.mjs';
import { real } from './data.mjs';

/** A made-up sheet, about which agencies are asked. */
const ASKED = `${readFileSync(path.join(root, 'templates/starter.yaml'), 'utf8').replaceAll('○○', 'みなと')}
      - 番号: 4
        項目: 相談窓口の案内
        内容: 窓口の一覧を作り、関係機関に配る
        提案機関: |-
          ・みなと訪問看護ステーション
          ・みなと市健康づくり課
        協力機関: 市町、保健福祉事務所
        予定:
          - 方法検討: 4月〜9月
          - 順次実施: 10月〜3月
`;

/** What they answer: number, field and text. */
const ANSWERS = {
  みなと医師会: ['3', '内容', '医療、福祉、教育の職員に向けて研修会を開く', '3', '協力機関', '看護学校、訪問看護ステーション、相談支援事業所'],
  みなと市健康づくり課: ['2', '内容', '各機関の役割を９月までに確かめ、整理表にまとめる', '4', '内容', '窓口の一覧を年２回作り、関係機関に配る'],
  みなと訪問看護ステーション: ['4', '内容', '窓口の一覧を作り、関係機関とウェブサイトで知らせる'],
};

/** The reply forms as they come back. */
function replies() {
  const work = mkdtempSync(path.join(tmpdir(), 'shiryo3-pictures-'));
  try {
    writeFileSync(path.join(work, 'r9.yaml'), ASKED);
    execFileSync(path.join(root, 'target/debug/shiryo3'), ['ask', 'r9.yaml'], { cwd: work, stdio: 'pipe' });
    const forms = path.join(work, '照会');
    return Object.entries(ANSWERS).map(([agency, texts]) => {
      const name = readdirSync(forms).find((form) => form.endsWith(`回答票_${agency}.xlsx`));
      const reply = path.join(work, name);
      execFileSync(path.join(root, 'target/workbook-venv/bin/python'), [path.join(root, 'tests/replies.py'), 'write', path.join(forms, name), reply, ...texts]);
      return { name, bytes: readFileSync(reply) };
    });
  } finally {
    rmSync(work, { recursive: true });
  }
}

const { page, context, close } = await open();
const picture = async (name) => {
  await settled(page);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: path.join(root, 'data', `${name}.png`) });
};
await page.screenshot({ path: path.join(root, 'data', 'app-start.png') });
await load(page, 'h29-odawara.yaml', real);
await page.locator('#row-0-1 .bar').first().click();
await page.locator('#bar-form').waitFor();
await picture('app');
await load(page, 'r9.yaml', ASKED);
await page.getByRole('tab', { name: '照会と回答' }).click();
await drop(page, replies());
await page.locator('#step-decide').click();
await page.keyboard.press('F8');
await page.keyboard.press('1');
await page.waitForFunction(() => /4 か所/.test(document.getElementById('decisions').textContent));
await picture('app-replies');
await close();
await context.browser()?.close();
