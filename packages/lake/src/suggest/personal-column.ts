import type { ColumnProfile } from './column-profile.ts';
import { bareName, columnForms } from './name-form.ts';
import { isNationalId } from './national-id.ts';

/** What a column says of a person that belongs to the vault or to no place at all. */
export type PersonalKind = 'national_id' | 'contact' | 'name';

const nationalIds =
  /^(pan|nie|nif|dni|cpf|cnp|egn|oib|bsn|nir|rut|rfc|curp|nric|tin|nip|cpr|hkid|ssn|sin|rrn|cccd|cmnd)(no|nr|number|id)?$|pesel|aadh?aar|mynumber|mynum|jmbg|tckn|tckimlik|kimlikno|nationalid|passport|pasaport|paszport|passnr|reisepass|personalausweis|ausweis|personnummer|personalcode|rodnecislo|cedula|codicefiscale|socialsecurity|taxid|steuerid|steuernummer|vergino|vergikimlik|idcard|idnumber|govtid|drivinglicen|voterid|个人番号|個人番号|マイナンバー|身份证|证件号|证照号|护照|주민(등록)?번호|주민번호|실명번호|여권번호|(^|id)(certno|idno)$|sfzh|zjhm|dowod(osobisty)?$|^инн$|паспорт|снилс|seriainumer|cancuoc|so(cmnd|cccd|cmt)/;
const contacts =
  /mobile|phone|handy|celular|telefon|^tel(no|nr|efon)?\d?$|email|^mail|correo|eposta|^gsm|^fax|电话|手机|邮箱|電話|携帯|メール|メイル|전화|телефон|cellulare|почта|휴대폰|이메일|연락처|dienthoai|^(lxdh|sjh|dhhm)$/;
const names =
  /(cust|customer|client|holder|guar|guarantor|nominee|owner|member|father|mother|spouse|legal|full|first|last|family|birth)name$|maidenname|forenames?$|surname$|givennames?$|^accountname$|nachname|vorname|geburtsname|nazwisko|^imie|apellido|姓名|^户名|氏名|カナ名義|名義人|성명|고객명|예금주|soyad|^adi?$|^unvan|^фио$|фамилия|^cognome/;

/** Values that must be alike before a column is known by them. */
const valuesLeast = 5;
const valuesLooked = 500;

/** Whether a column holds what identifies people: by its name, or by the form and the check digits of its values. */
export function personalKind(column: ColumnProfile): PersonalKind | null {
  const known = kinds.get(column);
  if (known !== undefined) return known;
  const kind = kindOf(column);
  kinds.set(column, kind);
  return kind;
}

/** Columns are asked for again and again, for every field. */
const kinds = new WeakMap<ColumnProfile, PersonalKind | null>();

function kindOf(column: ColumnProfile): PersonalKind | null {
  // A day is none of them, whatever its column is called.
  if (column.dates.length > 0 && column.distinct.size > 0) return null;
  const forms = [...columnForms(column), bareName(column.name)];
  const is = (words: RegExp): boolean => forms.some((form) => words.test(form));
  if (is(nationalIds)) return 'national_id';
  if (is(contacts)) return 'contact';
  if (is(names) && column.number === null) return 'name';
  const values = [...column.distinct].slice(0, valuesLooked);
  if (values.length < valuesLeast) return null;
  const share = (test: (text: string) => boolean): number => values.filter(test).length / values.length;
  if (share(isNationalId) >= 0.7) return 'national_id';
  return share(isContact) >= 0.7 ? 'contact' : null;
}

function isContact(text: string): boolean {
  return (
    /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(text) ||
    /^\+\d[\d ()-]{7,}$/.test(text) ||
    /^\(?0\d{1,4}\)?[- ]\d{2,4}[- ]\d{3,4}$/.test(text) ||
    /^1[3-9][\d*]{9}$/.test(text)
  );
}
