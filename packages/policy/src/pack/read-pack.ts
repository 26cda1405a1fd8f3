import { diagnostic, parseDay, suggest, type Diagnostic } from '@gradus/schema';
import { z } from 'zod';
import { refusal, scalar, shape } from '../document/schema-part.ts';
import { currency, id, localText, text } from '../document/scalar-schema.ts';
import { plainValue } from '../document/source-node.ts';
import { readSource } from '../document/read-source.ts';
import { shapeDiagnostics } from '../document/shape-diagnostic.ts';
import { packChecks } from './pack-checks.ts';
import type { PackRule, RulePack } from './rule-pack.ts';

const day = scalar(parseDay, (written) => refusal('policy.bad-date', { text: written }), {
  type: 'string',
  format: 'date',
});
const version = scalar(
  (written) => (written === '1' ? 1 : null),
  (written) => refusal('policy.unsupported-version', { version: written }),
  { const: 1 },
);

const packSchema = shape({
  gradus_pack: version,
  id,
  title: localText,
  currency,
  rules: z.array(
    shape({
      id,
      check: text,
      parameters: z.record(text, z.union([text, z.array(text), z.record(text, text)])).optional(),
      source: shape({ title: localText, article: text, secondary: z.boolean() }),
      valid_from: day,
      valid_to: day.optional(),
      severity: z.enum(['error', 'warning', 'reminder']),
      text: localText,
    }),
  ),
});

export interface ReadPack {
  /** Null when the pack cannot be used; the reasons are in `diagnostics`. */
  readonly pack: RulePack | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the text of a rule pack. Never throws, whatever the text. */
export function readPack(written: string): ReadPack {
  const { source, diagnostics } = readSource(written);
  if (source === null) return { pack: null, diagnostics };
  const read = packSchema.safeParse(plainValue(source.root));
  if (!read.success) return { pack: null, diagnostics: shapeDiagnostics(read.error.issues, source) };
  const found: Diagnostic[] = [];
  const rules = read.data.rules.map((rule, at): PackRule => {
    const known = packChecks.get(rule.check);
    const parameters = rule.parameters ?? {};
    if (known === undefined) {
      const data = { name: rule.check, suggestions: suggest(rule.check, packChecks.keys()) };
      found.push(
        diagnostic('policy.pack-unknown-check', 'error', source.place(['rules', at, 'check']), data),
      );
    }
    for (const [key, value] of Object.entries(parameters)) {
      const form = known?.parameters[key];
      if (known === undefined || form?.(value) === true) continue;
      const data = { check: rule.check, key, parameters: Object.keys(known.parameters) };
      found.push(
        diagnostic('policy.pack-parameter', 'error', source.place(['rules', at, 'parameters', key]), data),
      );
    }
    if (rule.severity === 'error' && rule.source.secondary) {
      const place = source.place(['rules', at, 'severity']);
      found.push(diagnostic('policy.pack-secondary-error', 'error', place, { id: rule.id }));
    }
    return {
      id: rule.id,
      check: rule.check,
      parameters,
      source: { title: rule.source.title, article: rule.source.article, isSecondary: rule.source.secondary },
      validFrom: rule.valid_from,
      validTo: rule.valid_to ?? null,
      severity: rule.severity,
      text: rule.text,
    };
  });
  const { id: packId, title, currency: money } = read.data;
  return {
    pack: found.length > 0 ? null : { id: packId, title, currency: money, rules },
    diagnostics: found,
  };
}
