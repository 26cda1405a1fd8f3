/**
 * Attributes that may not decide over a person, by the words that name them. They may be used by the fairness report
 * alone. Source: PIPL art. 28 and 16; Regulation B §1002.4; GDPR art. 9. A list of words cannot see a proxy.
 */
const words: ReadonlySet<string> = new Set(
  `sex gender male female sexual sexuality lgbt
   ethnicity ethnic race racial minority nationality citizenship hukou caste
   religion religious faith church
   disability disabled handicap illness disease pregnancy pregnant genetic biometric
   marital married marriage political
   xingbie minzu zongjiao canji guoji jiguan huji hunyin`.split(/\s+/),
);

const chineseWords =
  `性别 性取向 民族 种族 国籍 籍贯 户籍 户口 宗教 信仰 残疾 残障 疾病 怀孕 婚姻 婚否 政治面貌 基因`.split(
    ' ',
  );

/** The protected word in a name, or null. */
export function protectedWord(name: string): string | null {
  const parts = name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return parts.find((part) => words.has(part)) ?? chineseWords.find((word) => name.includes(word)) ?? null;
}
