import { expect, test } from 'vitest';
import { connectionsOf, parseConnections } from './connection.ts';

test('addresses by name, from the command line and from the environment', () => {
  expect(parseConnections(['core=postgres://a:b=c@d/e', 'old-core=mysql://x'])).toEqual({
    core: 'postgres://a:b=c@d/e',
    'old-core': 'mysql://x',
  });
  const env = { GRADUS_CONNECTION_OLD_CORE: 'mysql://x', PATH: '/bin', GRADUS_CONNECTION_NONE: undefined };
  expect(connectionsOf(env)).toEqual({ old_core: 'mysql://x', 'old-core': 'mysql://x' });
});

test.each(['core', '=postgres://a', 'Core=postgres://a', 'a b=c'])(
  '%s is refused without being told',
  (given) => {
    expect(() => parseConnections([given])).toThrow(
      expect.objectContaining({ code: 'command.bad-connection', data: {} }),
    );
  },
);
