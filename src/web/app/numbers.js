// Numbers of rows as people count: 1, 2; 1-1, 1-2; ア, イ; ①, ②.

/** Signs that are counted with, each row in its order. */
const SIGNS = ['アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ', 'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわ', '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳', 'ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz', 'ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ', 'ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ'];

const full = (text) => text.replaceAll(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** What counts in a number: the last digits of it, or else its last sign, with what stands before and behind. */
function parted(number) {
  const digits = /^(.*?)([0-9０-９]+)([^0-9０-９]*)$/u.exec(number);
  if (digits) {
    const [, before, count, behind] = digits;
    return { before, behind, signs: null, isFull: /[０-９]/.test(count), count: Number(count.normalize('NFKC')) };
  }
  const signs = SIGNS.find((row) => row.includes(number.at(-1) ?? ' '));
  return signs ? { before: number.slice(0, -1), behind: '', signs, isFull: false, count: signs.indexOf(number.at(-1)) + 1 } : null;
}

/**
 * The number that follows the highest of those that are written as one is.
 * @param {string[]} numbers those that are taken
 * @param {string} like
 * @param {number} [after] how many that follow are taken as well
 */
export function following(numbers, like, after = 0) {
  const wanted = parted(like) ?? parted('1');
  const rest = ({ before, behind, signs }) => `${before} ${behind}`.normalize('NFKC') + signs;
  const alike = numbers.map(parted).filter((it) => it && rest(it) === rest(wanted));
  const count = Math.max(0, ...alike.map((it) => it.count)) + 1 + after;
  const shown = wanted.signs ? wanted.signs[count - 1] : wanted.isFull ? full(String(count)) : String(count);
  return shown ? wanted.before + shown + wanted.behind : following(numbers, '1', after);
}

/**
 * The first number of a theme behind one that has a number such as `like`: that of the next theme where numbers begin
 * with that of theirs, as 2-1 does.
 * @param {string[]} numbers those that are taken
 * @param {string} like
 */
export function beginning(numbers, like) {
  const [, theme, sign] = /^(.*[0-9０-９])([^0-9０-９]+)$/u.exec(parted(like)?.before ?? '') ?? [];
  if (!theme) {
    return following(numbers, like);
  }
  const themes = numbers.map((number) => parted(number)?.before.slice(0, -sign.length)).filter(Boolean);
  return following(themes, theme) + sign + (parted(like).isFull ? full('1') : '1') + parted(like).behind;
}
