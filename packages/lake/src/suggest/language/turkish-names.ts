import { names, type LanguageNames } from './language-names.ts';

const customerIds = names('müşteri no, müşteri numarası, müşteri nosu, müşteri kodu, müşteri id, müşteri');
const accountIds = names('hesap no, hesap numarası, hesap, iban, iban no, hesap id');
const loanIds = names('kredi no, kredi numarası, kredi hesap no, kredi id, sözleşme no, kredi sözleşme no');
const currencies = names('döviz cinsi, döviz kodu, para birimi, para cinsi, döviz, pb');
const branches = names('şube, şube kodu, şube no');
const asOf = names('rapor tarihi, veri tarihi, bakiye tarihi, değerleme tarihi, tarih');
const matures = names('vade tarihi, vade sonu, vade sonu tarihi, vade bitiş tarihi');

export const turkishNames: LanguageNames = {
  fields: {
    customer: {
      customer_id: customerIds,
      name: names('adı soyadı, ad soyad, adı soyadı/unvan, müşteri adı, unvan, ünvan, isim'),
      contact: names('telefon, cep telefonu, telefon no, gsm, gsm no, e-posta'),
      birth_year: names('doğum tarihi, doğum yılı'),
      opened_on: names(
        'müşteri olma tarihi, müşterilik tarihi, müşteri açılış tarihi, kayıt tarihi, açılış tarihi',
      ),
      status: names('müşteri durumu, durum, durum kodu, statü'),
      branch_id: branches,
    },
    account: {
      account_id: accountIds,
      customer_id: customerIds,
      kind: names('hesap türü, hesap tipi, hesap cinsi, mevduat türü, tür'),
      product: names('ürün kodu, ürün, ürün adı'),
      currency: currencies,
      opened_on: names('açılış tarihi, hesap açılış tarihi, açılış'),
      term_months: names('vade ay, vade (ay), vade süresi, vade'),
      matures_on: matures,
      closed_on: names('kapanış tarihi, kapama tarihi, hesap kapanış tarihi, kapanış'),
      opening_balance: names(
        'devir bakiyesi, devir bakiye, devreden bakiye, açılış bakiyesi, yılbaşı bakiyesi, devir',
      ),
      branch_id: branches,
    },
    entry: {
      entry_id: names('işlem no, işlem numarası, işlem referans no, fiş no, dekont no, referans no'),
      account_id: accountIds,
      booked_on: names('işlem tarihi, muhasebe tarihi, kayıt tarihi, tarih'),
      amount: names('işlem tutarı, tutar'),
      purpose: names('işlem türü, işlem kodu, işlem tipi, işlem açıklaması, açıklama'),
      channel: names('kanal, işlem kanalı'),
    },
    balance: {
      account_id: accountIds,
      day: [...names('başlangıç tarihi'), ...asOf],
      until: names('bitiş tarihi'),
      balance: names('gün sonu bakiyesi, bakiye, güncel bakiye'),
    },
    loan: {
      loan_id: loanIds,
      product: names('kredi türü, kredi tipi, ürün kodu'),
      currency: currencies,
      principal: names('kredi tutarı, kullandırım tutarı, kullandırılan tutar, anapara tutarı, anapara'),
      opened_on: names('kullandırım tarihi, kredi tarihi, kredi açılış tarihi, açılış tarihi'),
      matures_on: matures,
      limit: names('limit, kredi limiti, limit tutarı'),
    },
    loan_party: { loan_id: loanIds, customer_id: customerIds, role: names('rol, ilişki, ilişki türü') },
    loan_status: {
      loan_id: loanIds,
      as_of: asOf,
      outstanding: names(
        'kalan anapara, kalan borç, anapara bakiyesi, kredi bakiyesi, kalan bakiye, risk bakiyesi',
      ),
      days_past_due: names('gecikme gün sayısı, gecikme günü, gecikme gün, gecikilen gün'),
      overdue: names('gecikmiş tutar, gecikme tutarı, geciken tutar'),
      class: names('kredi sınıfı, sınıf, karşılık grubu, grup'),
    },
    holding: {
      customer_id: customerIds,
      product: names('fon kodu, fon, ürün kodu, ürün'),
      currency: currencies,
      as_of: asOf,
      value: names('piyasa değeri, güncel değer, değer'),
      quantity: names('adet, pay adedi'),
    },
    exchange_rate: {
      currency: currencies,
      as_of: asOf,
      rate: names('kur, döviz kuru, alış kuru, gişe kuru'),
    },
  },
  files: {
    customer: names('müşteri, musteriler'),
    account: names('hesap, hesaplar, mevduat'),
    entry: names('hareket, hareketler, işlem, ekstre'),
    balance: names('bakiye, bakiyeler'),
    loan: names('kredi, krediler'),
    loan_party: names('kefil, kefiller'),
    loan_status: names('gecikme, takip'),
    exchange_rate: names('kur, kurlar'),
  },
  credits: names('alacak, alacak tutarı, yatan, giriş'),
  debits: names('borç, borç tutarı, çekilen, çıkış'),
  signs: names('b/a, ba, borç/alacak, borç alacak, yön, işlem yönü'),
};
