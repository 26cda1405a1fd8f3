import { failure } from '@gradus/schema';

/** Addresses by name, from `name=address`. Errors: `command.bad-connection`; the address is never told. */
export function parseConnections(given: readonly string[]): Readonly<Record<string, string>> {
  const pairs = given.map((one) => {
    const at = one.indexOf('=');
    const name = one.slice(0, at);
    if (at <= 0 || !/^[a-z][a-z0-9_-]{0,31}$/.test(name)) throw failure('command.bad-connection', {});
    return [name, one.slice(at + 1)] as const;
  });
  return Object.fromEntries(pairs);
}

const prefix = 'GRADUS_CONNECTION_';

/** Addresses by name, from environment variables such as GRADUS_CONNECTION_CORE. */
export function connectionsOf(
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const found = Object.entries(env).flatMap(([variable, address]) =>
    variable.startsWith(prefix) && address !== undefined
      ? nameForms(variable.slice(prefix.length)).map((name) => [name, address] as const)
      : [],
  );
  return Object.fromEntries(found);
}

/** A variable cannot say whether `_` was `-` in the name. */
function nameForms(written: string): string[] {
  const name = written.toLowerCase();
  return [...new Set([name, name.replaceAll('_', '-')])];
}
