import { SaxesParser } from 'saxes';
import type { ZipArchive } from './zip-archive.ts';

/** What of a workbook its sheets refer to. */
export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly strings: readonly string[];
  /** Whether a style, by its number, shows a number as a day. */
  readonly isDay: (style: number) => boolean;
  /** Days are counted from 1904. */
  readonly isFrom1904: boolean;
}

/** Names without the prefix that some programs write. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

export interface XmlEvents {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
  /** Whether enough was read; the rest is then left, sound or not. */
  readonly isDone?: () => boolean;
}

/** Reads a part of an archive as XML; entities of a document's own are never expanded. Throws when it is no XML. */
export async function readXml(pieces: AsyncIterable<string>, events: XmlEvents): Promise<void> {
  const parser = new SaxesParser();
  let problem: Error | null = null;
  parser.on('error', (error) => {
    problem ??= error;
  });
  if (events.open) {
    parser.on('opentag', ({ name, attributes }) => {
      const plain = Object.entries(attributes).map(([key, value]) => [localName(key), value]);
      events.open?.(localName(name), Object.fromEntries(plain) as Record<string, string>);
    });
  }
  if (events.close) parser.on('closetag', ({ name }) => events.close?.(localName(name)));
  if (events.text) {
    parser.on('text', events.text);
    parser.on('cdata', events.text);
  }
  for await (const piece of pieces) {
    parser.write(piece);
    if (problem !== null) throw problem as Error;
    if (events.isDone?.() === true) return;
  }
  parser.close();
  if (problem !== null) throw problem as Error;
}

/** The workbook of an archive; null when there is none. */
export async function readWorkbook(zip: ZipArchive): Promise<Workbook | null> {
  if (!zip.has('xl/workbook.xml')) return null;
  const targets = new Map<string, string>();
  await readXml(zip.text('xl/_rels/workbook.xml.rels'), {
    open: (name, { Id: id = '', Target: target = '' }) => {
      if (name === 'Relationship') targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  const sheets: { name: string; part: string }[] = [];
  let isFrom1904 = false;
  await readXml(zip.text('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'workbookPr') isFrom1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      // The reference stands beside the number of the sheet, whose name without prefix is another.
      if (name === 'sheet')
        sheets.push({ name: attributes['name'] ?? '', part: targets.get(attributes['id'] ?? '') ?? '' });
    },
  });
  return { sheets, strings: await readStrings(zip), isDay: await readDayStyles(zip), isFrom1904 };
}

/** Texts that cells share. Programs that write texts into the cells themselves may leave the part out. */
async function readStrings(zip: ZipArchive): Promise<string[]> {
  const strings: string[] = [];
  if (!zip.has('xl/sharedStrings.xml')) return strings;
  let text = '';
  let isText = false;
  let isPhonetic = false;
  await readXml(zip.text('xl/sharedStrings.xml'), {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isPhonetic = true;
      isText = name === 't' && !isPhonetic;
    },
    text: (part) => {
      if (isText) text += part;
    },
    close: (name) => {
      if (name === 't') isText = false;
      if (name === 'rPh') isPhonetic = false;
      if (name === 'si') strings.push(text);
    },
  });
  return strings;
}

/** Forms that every workbook has without saying so: days, and days with a time. */
const builtInDays = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

async function readDayStyles(zip: ZipArchive): Promise<(style: number) => boolean> {
  const forms = new Map<number, string>();
  const styles: number[] = [];
  let isCellStyle = false;
  if (!zip.has('xl/styles.xml')) return () => false;
  await readXml(zip.text('xl/styles.xml'), {
    open: (name, attributes) => {
      if (name === 'numFmt') forms.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') isCellStyle = true;
      if (name === 'xf' && isCellStyle) styles.push(Number(attributes['numFmtId'] ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') isCellStyle = false;
    },
  });
  return (style) => {
    const form = styles[style] ?? 0;
    const written = forms.get(form);
    if (written === undefined) return builtInDays.has(form);
    // Texts and colours in a form hold letters that are no parts of a day.
    return /[yd]/i.test(written.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
  };
}
