import { expect, test } from 'vitest';
import { localeOf } from './environment.ts';

test.each([
  [{}, 'en'],
  [{ LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_US.UTF-8' }, 'en'],
  [{ LANG: 'C', LC_ALL: '' }, 'en'],
  [{ LC_MESSAGES: 'zh_TW', LANG: 'de_DE' }, 'zh-CN'],
])('the shell %j speaks %s', (env, locale) => {
  expect(localeOf(env)).toBe(locale);
});
