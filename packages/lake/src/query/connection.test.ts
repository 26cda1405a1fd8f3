import { expect, test } from 'vitest';
import { withoutSecrets } from './connection.ts';

test.for([
  'postgres://gradus:s3cret@db/x',
  'postgres://gradus:s3%63ret@db/x',
  'postgres://gradus:%zz#s3cret@db/x',
  'mysql://db/x?user=gradus&password=s3cret',
  'mysql://gradus:a@s3cret@db/x',
])('%s: neither the address nor its password is told', (address) => {
  const password = /s3(c|%63)ret/.exec(address)?.[0] ?? '';
  const whole = /:([^:/]*)@db/.exec(address)?.[1] ?? password;
  for (const text of [`cannot reach ${address}`, `login with ${whole} failed`]) {
    expect(withoutSecrets(new Error(text), address)).not.toMatch(/s3cret|s3%63ret/);
  }
  expect(withoutSecrets(new Error('connect ECONNREFUSED 10.0.0.1:5432'), address)).toContain('10.0.0.1:5432');
});
