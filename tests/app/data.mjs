// The data that tests open.

import { readFileSync, readdirSync, existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './browser.mjs';

export const real = readFileSync(path.join(root, 'data/h29-odawara.yaml'), 'utf8');

const suite = path.join(root, 'tests/suite');

/**
 * The golden cases that build: name, data, and the files beside the data. Data of a case that has a template name it.
 */
export function cases() {
  return readdirSync(suite).filter((name) => existsSync(path.join(suite, name, 'pages.txt'))).map((name) => {
    const own = path.join(suite, name, 'input.yaml');
    const data = readFileSync(existsSync(own) ? own : path.join(root, 'data', `${name}.yaml`));
    const beside = templateOf(name);
    return { name, bytes: beside.length > 0 ? Buffer.from(`書式: ${beside[0].name}\n${data}`) : data, beside };
  });
}

/** The template of a case, and the font files that it names. */
function templateOf(name) {
  const template = path.join(suite, name, 'template.yaml');
  if (!existsSync(template)) {
    return [];
  }
  const bytes = readFileSync(template);
  const faces = [...bytes.toString().matchAll(/^ +- (\S+\.(?:ttf|otf))$/gm)].map(([, face]) => face);
  return [{ name: `${name}_書式.yaml`, bytes }, ...faces.map((face) => ({ name: face, bytes: readFileSync(path.join(suite, name, face)) }))];
}

/** The real sheet's rows so often that there are `count` of them, under numbers of their own. */
export function rows(count) {
  const [head, body] = real.split('課題:\n');
  let number = 0;
  let text = `${head.replace(/作成日.*\n/, '')}課題:\n`;
  while (number < count) {
    text += body.replaceAll(/番号: .*$/gm, () => `番号: ${(number += 1)}`).replaceAll(/ *改ページ: 前\n/g, '').trimEnd() + '\n';
  }
  return text;
}

/** The real sheet with a few changes: of a text, of a bar, and a row less. */
export const CHANGED = real.replace('１年に１度はもつ', '１年に２回（９月と２月）開く').replace('- 調査内容検討: 4月〜9月', '- 調査内容検討: 4月〜7月').replace('小田原養護学校', '小田原養護学校、教育委員会');

const RETURNED = path.join(root, 'tests/returned');

/** The data that agencies were asked about. */
export const asked = readFileSync(path.join(RETURNED, 'h29-odawara.yaml'), 'utf8');

/** Those whose rows the sheet has. */
export const OWNERS = ['小田原医師会', '小田原市健康づくり課', '小田原保健福祉事務所', '太陽の門', 'リハビリテーション事業団', '小田原養護学校', '小田原市立病院', '湯河原町保健センター', '真鶴町健康福祉課', 'こども医療センター', '箱根町子育て支援課及び健康福祉課', 'ほうあんふじ', '総合療育相談センター', '小田原市障がい福祉課', '小田原市肢体不自由児者父母の会', '小田原児童相談所', 'アコモケア訪問看護ステーション'];

/** 24 workbooks that came back. The names of the first tell whose they are; a form, which says so inside, is left out. */
export const returned = readdirSync(RETURNED).filter((name) => !name.endsWith('.yaml') && !name.includes('_form_')).slice(-24)
  .map((name, index) => ({ name: OWNERS[index] ? `${OWNERS[index]}回答${path.extname(name)}` : `回答${index}${path.extname(name)}`, bytes: readFileSync(path.join(RETURNED, name)), from: name }));
