import { diagnosticText } from '@gradus/schema';
import { expect, test } from 'vitest';
import { encodingAliases, encodingNames } from '../source/encoding.ts';
import { smallMapping } from '../trial/small-bank.ts';
import { mappingJsonSchema } from './json-schema.ts';
import { readMapping } from './read-mapping.ts';

const read = (encoding: string) => readMapping(smallMapping({ head: `read: { encoding: ${encoding} }` }));

test.each([
  ['auto', 'auto'],
  ['GBK', 'gb18030'],
  ['Windows-31J', 'shift_jis'],
  ['cp1250', 'windows-1250'],
  ['"ISO 8859-1"', 'windows-1252'],
])('the encoding %s is kept as %s', (written, kept) => {
  const { mapping, diagnostics } = read(written);
  expect(diagnostics).toEqual([]);
  expect(new Set(mapping?.feeds.map((feed) => feed.read.encoding))).toEqual(new Set([kept]));
});

test('an encoding that nobody knows is told with those that are', () => {
  const { diagnostics } = read('windows-125O');
  expect(diagnostics.map((one) => diagnosticText(one, 'en'))).toEqual([
    expect.stringMatching(/^"encoding" .*auto, utf-8, gb18030.*Did you mean "windows-1250"/),
  ]);
  expect(read('[utf-8]').diagnostics.map(({ code }) => code)).toEqual(['intake.bad-value']);
});

test('editors are told all names', () => {
  const schema = mappingJsonSchema() as {
    $defs: { read: { properties: { encoding: { enum: string[] } } } };
  };
  const { encoding } = schema.$defs.read.properties;
  expect(encoding.enum).toEqual(['auto', ...encodingNames, ...encodingAliases]);
  expect(encoding).not.toHaveProperty('alsoWritten');
});
