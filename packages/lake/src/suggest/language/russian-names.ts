import { names, type LanguageNames } from './language-names.ts';

const customerIds = names('код клиента, номер клиента, id клиента, ид клиента, клиент, клиентский номер');
const accountIds = names(
  'номер счёта, номер счета, счёт, счет, лицевой счет, лицевой счёт, расчетный счет, id счета',
);
const loanIds = names(
  'номер договора, номер кредитного договора, кредитный договор, номер кредита, договор, id кредита',
);
const currencies = names('валюта, код валюты, валюта счета, валюта счёта');
const branches = names('отделение, код отделения, филиал, код филиала, подразделение, офис, доп офис');
const asOf = names('отчетная дата, дата отчета, дата остатка, на дату, дата состояния, дата');
const matures = names(
  'дата окончания, дата погашения, срок погашения, дата возврата, дата окончания договора',
);

export const russianNames: LanguageNames = {
  fields: {
    customer: {
      customer_id: customerIds,
      name: names('ФИО, фамилия имя отчество, наименование клиента, имя клиента, наименование'),
      contact: names('телефон, мобильный телефон, номер телефона, e-mail, эл почта, почта'),
      birth_year: names('дата рождения, год рождения'),
      opened_on: names(
        'дата регистрации, клиент с, дата заведения, дата открытия клиента, дата начала обслуживания',
      ),
      status: names('статус, статус клиента, состояние'),
      branch_id: branches,
    },
    account: {
      account_id: accountIds,
      customer_id: customerIds,
      kind: names('вид счёта, вид счета, тип счёта, тип счета, вид вклада, тип вклада'),
      product: names('продукт, код продукта, вид вклада, наименование продукта'),
      currency: currencies,
      opened_on: names('дата открытия, дата открытия счета, дата начала'),
      term_months: names('срок мес, срок в месяцах, срок, срок вклада'),
      matures_on: matures,
      closed_on: names('дата закрытия, дата закрытия счета'),
      opening_balance: names('входящий остаток, остаток на начало, начальный остаток, входящее сальдо'),
      branch_id: branches,
    },
    entry: {
      entry_id: names('номер операции, id операции, номер проводки, номер документа, референс'),
      account_id: accountIds,
      booked_on: names('дата проводки, дата операции, дата документа, дата'),
      amount: names('сумма, сумма операции, сумма проводки'),
      purpose: names('назначение платежа, вид операции, тип операции, код операции, назначение, описание'),
      channel: names('канал, канал операции'),
    },
    balance: {
      account_id: accountIds,
      day: [...names('дата начала, действует с'), ...asOf],
      until: names('дата окончания, действует по'),
      balance: names('исходящий остаток, остаток, остаток на конец дня, исходящее сальдо'),
    },
    loan: {
      loan_id: loanIds,
      product: names('вид кредита, тип кредита, кредитный продукт'),
      currency: currencies,
      principal: names('сумма кредита, сумма договора, выданная сумма, сумма выдачи'),
      opened_on: names('дата выдачи, дата договора, дата начала договора'),
      matures_on: matures,
      limit: names('лимит, кредитный лимит'),
    },
    loan_party: { loan_id: loanIds, customer_id: customerIds, role: names('роль, тип связи') },
    loan_status: {
      loan_id: loanIds,
      as_of: asOf,
      outstanding: names(
        'остаток основного долга, остаток долга, остаток ссудной задолженности, основной долг, задолженность',
      ),
      days_past_due: names('дней просрочки, количество дней просрочки, дни просрочки, срок просрочки'),
      overdue: names('сумма просрочки, просроченная задолженность, просроченный долг'),
      class: names('категория качества, категория качества ссуды, классификация'),
    },
    exchange_rate: { currency: currencies, as_of: asOf, rate: names('курс, курс цб, официальный курс') },
  },
  files: {
    customer: names('клиенты, клиент'),
    account: names('счета, вклады, депозиты'),
    entry: names('операции, проводки, выписка, движения'),
    balance: names('остатки'),
    loan: names('кредиты, ссуды, займы'),
    loan_party: names('поручители, созаемщики'),
    loan_status: names('просрочка'),
    exchange_rate: names('курсы'),
  },
  credits: names('кредит, оборот по кредиту, приход, сумма по кредиту'),
  debits: names('дебет, оборот по дебету, расход, сумма по дебету'),
  signs: names('дт/кт, дебет/кредит, д/к, признак дт/кт, направление'),
};
