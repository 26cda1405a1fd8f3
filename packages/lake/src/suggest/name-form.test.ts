import { expect, test } from 'vitest';
import { nameForms } from './name-form.ts';
import { fieldNames, nameFit } from './vocabulary.ts';

test.each([
  ['Nº Préstamo', ['noprestamo']],
  ['Año Nacimiento', ['anonacimiento']],
  ['POST_DT', ['postdt', 'postdate', 'postdata']],
  ['txnAmt', ['txnamt', 'transamount']],
  ['客户号', ['客户号']],
  ['Größe', ['grosse']],
  ['DT_ABERT', ['dtabert', 'dateabert', 'dataabertura']],
  ['EROEFFNET', ['eroeffnet', 'eroffnet']],
  ['カード番号', ['カード番号']],
  ['계좌번호', ['계좌번호']],
  ['AÇILIŞ', ['acilis']],
])('%s is read as %j', (name, forms) => {
  expect(nameForms(name)).toEqual(forms);
});

test.each([
  ['loan_status', 'as_of', 'DT_ABERT'],
  ['loan_status', 'as_of', 'date opened'],
] as const)('%s.%s is not called %s', (table, field, name) => {
  expect(nameFit(name, fieldNames[table]?.[field] ?? [])).toBe(0);
});

test.each([
  ['entry', 'booked_on', 'POST_DT'],
  ['entry', 'booked_on', 'Fecha Operación'],
  ['account', 'closed_on', 'CLOSE_DT'],
  ['customer', 'customer_id', 'Nº Socio'],
  ['loan_status', 'days_past_due', 'Días Impago'],
  ['loan_status', 'days_past_due', 'Verzugstage'],
  ['account', 'account_id', 'Numéro Compte'],
  ['balance', 'until', '结束日期'],
  ['loan_status', 'outstanding', 'SDO_DEV'],
  ['loan_status', 'days_past_due', 'DIAS_ATR'],
  ['account', 'opened_on', 'DT_ABERT'],
  ['account', 'matures_on', 'FAELLIG'],
  ['customer', 'opened_on', 'DT_ADM'],
  ['account', 'account_id', 'Nr rachunku (NRB)'],
  ['entry', 'booked_on', 'Data księg.'],
  ['loan_status', 'outstanding', 'Kapitał pozostały'],
  ['account', 'matures_on', '満期日'],
  ['balance', 'balance', '残高（円）'],
  ['loan', 'opened_on', '実行日'],
  ['entry', 'booked_on', '거래일자'],
  ['account', 'branch_id', '지점'],
  ['loan_status', 'days_past_due', '연체일수'],
  ['customer', 'customer_id', 'Müşteri No'],
  ['account', 'closed_on', 'Kapanış Tarihi'],
  ['loan_status', 'days_past_due', 'Giorni di ritardo'],
  ['account', 'account_id', 'Номер счёта'],
  ['account', 'opening_balance', 'Входящий остаток'],
] as const)('%s.%s knows %s', (table, field, name) => {
  expect(nameFit(name, fieldNames[table]?.[field] ?? [])).toBeGreaterThanOrEqual(0.6);
});
