import { formatScaled, parseDecimal, type Decimal } from '@gradus/schema';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { DocumentScale, PolicyDocument } from './policy-document.ts';

/** All of a document but where it stands. */
export type PolicyContent = Omit<PolicyDocument, 'hash' | 'source'>;

/**
 * SHA-256, in hex, of what a policy says: JSON with keys sorted, decimals in their shortest spelling, absent settings
 * left out. Lists keep their order, and so do indicators and characteristics: it is the order of the result's columns
 * and of equal reasons.
 */
export function policyHash(content: PolicyContent): string {
  const scorecard = content.scorecard.map((one) => ({ ...one, scale: canonicalScale(one.scale) }));
  const treatments = Object.fromEntries(content.treatments.map((one) => [one.tier, one.treatments]));
  // A section that is absent leaves no trace, so that policies from before it keep their hash.
  const guarantees = content.guarantees.length === 0 ? null : content.guarantees;
  const form = { ...content, scorecard, treatments, guarantees };
  return bytesToHex(sha256(utf8ToBytes(canonicalText(form))));
}

/** Keys of points that are numbers, in one spelling. */
function canonicalScale(scale: DocumentScale): unknown {
  return scale.kind === 'curve'
    ? scale
    : { ...scale, entries: scale.entries.map(({ key, points }) => [parseDecimal(key) ?? key, points]) };
}

/** The text that is hashed. */
function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (isDecimal(value)) return formatScaled(value.digits, value.scale);
  const entries = Object.entries(value).filter(([, part]) => part !== undefined && part !== null);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalText(part)}`).join(',')}}`;
}

function isDecimal(value: object): value is Decimal {
  return 'digits' in value && typeof value.digits === 'bigint';
}
