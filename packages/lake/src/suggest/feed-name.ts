import { guessCode } from './code-words.ts';
import { unaccented } from './name-form.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Months in the languages of banks, in full and cut short, without accents. */
const months: ReadonlySet<string> = new Set(
  words(`jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov
    november dec december januar jaenner janner februar marz maerz mrz mai juni juli oktober okt dezember dez
    janvier janv fevrier fevr mars avril avr juin juillet juil aout septembre octobre novembre decembre
    enero ene febrero marzo abril abr mayo junio julio agosto ago septiembre setiembre octubre noviembre
    diciembre dic janeiro fevereiro fev marco maio junho julho setembro set outubro out novembro dezembro
    gennaio gen febbraio maggio mag giugno giu luglio lug settembre ottobre ott dicembre
    januari februari maart mrt mei augustus
    styczen stycznia sty luty lutego lut marzec marca kwiecien kwietnia kwi maj maja czerwiec czerwca cze lipiec lipca
    lip sierpien sierpnia sie wrzesien wrzesnia wrz pazdziernik pazdziernika paz listopad listopada lis
    grudzien grudnia gru ocak oca subat sub mart nisan nis mayis haziran haz temmuz tem agustos agu eylul eyl
    ekim eki kasim kas aralik ara январь января янв февраль февраля фев март марта
    апрель апреля апр май мая июнь июня июль июля август августа авг сентябрь сентября сен октябрь октября окт
    ноябрь ноября ноя декабрь декабря дек 一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月`),
);
const roman = /^(I{1,3}|IV|VI{0,3}|IX|XI{0,2})$/;
const suffix = /(\.[A-Za-z\d]{1,7}){1,2}$/;
/** Letters that files of one feed have in common. */
const lettersLeast = 3;

function isMonth(word: string): boolean {
  return months.has(unaccented(word));
}

/** The name of a file with `*` for what tells it from the next of its feed: digits, months, Roman numerals. */
export function nameStem(name: string): string {
  const [end] = suffix.exec(name) ?? [''];
  const stem = name.slice(0, name.length - end.length);
  const open = stem.replaceAll(/\d+|\p{L}+/gu, (word) =>
    /^\d/.test(word) || isMonth(word) || roman.test(word) ? '*' : word,
  );
  return `${open}${end.replaceAll(/\d+/g, '*')}`.replaceAll(/\*{2,}/g, '*');
}

/** A pattern in which a month beside the `*` of a year belongs to it. */
export function withoutMonth(pattern: string): string {
  return pattern.replaceAll(/(\p{L}+)([-_. ]?)\*/gu, (all, word: string) => (isMonth(word) ? '*' : all));
}

/**
 * The pattern of files whose names have a word in common and differ in one place, as those of branches; null when they have
 * not, or when what differs says of accounts which kind they are, which would be lost.
 */
export function sharedPattern(stems: readonly string[]): string | null {
  const [first = ''] = stems;
  const [end] = suffix.exec(first) ?? [''];
  if (!stems.every((stem) => stem.endsWith(end))) return null;
  const own = stems.map((stem) =>
    stem.slice(0, stem.length - end.length).split(/(?<=[^\p{L}])|(?=[^\p{L}])/u),
  );
  const [one = []] = own;
  const least = Math.min(...own.map(({ length }) => length));
  let before = 0;
  while (before < least && own.every((parts) => parts[before] === one[before])) before += 1;
  let after = 0;
  while (after < least - before && own.every((parts) => parts.at(-1 - after) === one.at(-1 - after)))
    after += 1;
  const kept = [...one.slice(0, before), ...one.slice(one.length - after)];
  if (!kept.some((part) => /^\p{L}+$/u.test(part) && part.length >= (/[a-z]/i.test(part) ? lettersLeast : 2)))
    return null;
  const apart = own.map((parts) => parts.slice(before, parts.length - after).join(''));
  if (apart.some((part) => guessCode('account', 'kind', part) !== null)) return null;
  return `${one.slice(0, before).join('')}*${one.slice(one.length - after).join('')}${end}`.replaceAll(
    /\*{2,}/g,
    '*',
  );
}
