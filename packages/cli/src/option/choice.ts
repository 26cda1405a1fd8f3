import { failure } from '@gradus/schema';

/** One of a few words. Errors: `command.bad-choice`. */
export function parseChoice<Choice extends string>(
  option: string,
  value: string,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw failure('command.bad-choice', { option, value, choices });
  return found;
}
