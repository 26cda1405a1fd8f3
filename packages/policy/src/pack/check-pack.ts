import { diagnostic, type Day, type Diagnostic, type LocalText } from '@gradus/schema';
import { checkedPolicy } from '../check/check-policy.ts';
import type { PolicyDocument } from '../document/policy-document.ts';
import { defaultPackTexts } from './default-packs.ts';
import { packChecks } from './pack-checks.ts';
import { readPack } from './read-pack.ts';
import { isInForce, type RulePack } from './rule-pack.ts';

export interface PackReport {
  /** Code `policy.pack-rule`, with the rule's words and source. */
  readonly diagnostics: readonly Diagnostic[];
  readonly reminders: readonly PackReminder[];
}

/** Something to be seen to where the policy is carried out. */
export interface PackReminder {
  readonly pack: string;
  readonly rule: string;
  readonly text: LocalText;
  readonly source: LocalText;
  readonly article: string;
  /** Places of the policy that call for it, as keys from the root. */
  readonly paths: readonly string[];
}

/** The pack that is on by default for policies in a currency; null when there is none. */
export function defaultPack(currency: string): RulePack | null {
  for (const text of defaultPackTexts) {
    const { pack } = readPack(text);
    if (pack?.currency === currency) return pack;
  }
  return null;
}

/** What a policy has against the rules of a pack that are in force on a day. */
export function checkPack(document: PolicyDocument, pack: RulePack, on: Day): PackReport {
  const { resolved } = checkedPolicy(document, false);
  const diagnostics: Diagnostic[] = [];
  const reminders: PackReminder[] = [];
  for (const rule of pack.rules) {
    if (!isInForce(rule, on)) continue;
    const sites = packChecks.get(rule.check)?.find(resolved, rule.parameters) ?? [];
    const { title, article, isSecondary } = rule.source;
    if (rule.severity === 'reminder') {
      if (sites.length === 0) continue;
      const paths = sites.map(({ path }) => path.join('.'));
      reminders.push({ pack: pack.id, rule: rule.id, text: rule.text, source: title, article, paths });
      continue;
    }
    for (const { path, detail } of sites) {
      const data = {
        pack: pack.id,
        rule: rule.id,
        check: rule.check,
        text: rule.text,
        detail,
        source: title,
        article,
        isSecondary,
      };
      diagnostics.push(diagnostic('policy.pack-rule', rule.severity, document.source.place(path), data));
    }
  }
  return { diagnostics, reminders };
}
