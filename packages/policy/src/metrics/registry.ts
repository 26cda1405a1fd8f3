/** A table by name without a prototype, so that a name such as `constructor` finds nothing. */
export function registryOf<Entry>(entries: Readonly<Record<string, Entry>>): Readonly<Record<string, Entry>> {
  return Object.freeze(Object.assign(Object.create(null) as Record<string, Entry>, entries));
}
