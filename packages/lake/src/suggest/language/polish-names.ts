import { names, type LanguageNames } from './language-names.ts';

const customerIds = names(
  'numer klienta, nr klienta, id klienta, identyfikator klienta, kod klienta, klient, modulo, nr modulo',
);
const accountIds = names(
  'numer rachunku, nr rachunku, nr rachunku (NRB), nrb, rachunek, numer konta, nr konta, konto, id rachunku',
);
const loanIds = names(
  'numer umowy, nr umowy, numer kredytu, nr kredytu, umowa, rachunek kredytowy, nr rachunku kredytu, id kredytu',
);
const currencies = names('waluta, kod waluty, waluta rachunku');
const branches = names('oddział, nr oddziału, kod oddziału, placówka, nr placówki, jednostka, filia');
const asOf = names('stan na dzień, na dzień, data stanu, data raportu, data danych, data');
const matures = names(
  'termin spłaty, data zapadalności, termin zapadalności, data spłaty, zapadalność, koniec umowy, data końca lokaty',
);

export const polishNames: LanguageNames = {
  fields: {
    customer: {
      customer_id: customerIds,
      name: names(
        'nazwisko i imię, imię i nazwisko, nazwa / nazwisko i imię, nazwa klienta, imię nazwisko, nazwisko, nazwa',
      ),
      contact: names('telefon, nr telefonu, numer telefonu, telefon kontaktowy, e-mail, adres'),
      birth_year: names('data urodzenia, rok urodzenia'),
      opened_on: names(
        'klient od, data przystąpienia, data nawiązania współpracy, data rejestracji, data założenia, członek od',
      ),
      status: names('status klienta, status, stan'),
      branch_id: branches,
    },
    account: {
      account_id: accountIds,
      customer_id: customerIds,
      kind: names('rodzaj rachunku, typ rachunku, rodzaj, typ'),
      product: names('produkt, kod produktu, nazwa produktu'),
      currency: currencies,
      opened_on: names('data otwarcia, otwarcia, otwarcie, data otwarcia rachunku, data założenia'),
      term_months: names('okres umowny, okres, okres w miesiącach, okres lokaty'),
      matures_on: matures,
      closed_on: names('data zamknięcia, zamknięcia, zamknięcie, data likwidacji, data rozwiązania'),
      opening_balance: names('saldo początkowe, saldo otwarcia, bilans otwarcia, stan początkowy, BO'),
      branch_id: branches,
    },
    entry: {
      entry_id: names(
        'numer operacji, nr operacji, id operacji, numer transakcji, nr transakcji, id transakcji, nr dokumentu, lp',
      ),
      account_id: accountIds,
      booked_on: names('data księgowania, data księg, data operacji, data transakcji, data'),
      amount: names('kwota operacji, kwota transakcji, kwota'),
      purpose: names(
        'kod operacji, typ operacji, rodzaj operacji, opis operacji, opis, tytuł operacji, tytuł, tytułem',
      ),
      channel: names('kanał, kanał operacji'),
    },
    balance: {
      account_id: accountIds,
      day: [...names('data od, od dnia, data salda'), ...asOf],
      until: names('data do, do dnia'),
      balance: names('saldo na koniec dnia, saldo końcowe, saldo, na koniec dnia'),
    },
    loan: {
      loan_id: loanIds,
      product: names('rodzaj kredytu, typ kredytu, produkt'),
      currency: currencies,
      principal: names('kwota udzielona, kwota kredytu, kwota umowy, kwota przyznana'),
      opened_on: names('data umowy, data uruchomienia, data udzielenia, data wypłaty'),
      matures_on: matures,
      limit: names('limit, limit kredytu'),
    },
    loan_party: { loan_id: loanIds, customer_id: customerIds, role: names('rola, rola klienta') },
    loan_status: {
      loan_id: loanIds,
      as_of: asOf,
      outstanding: names(
        'kapitał pozostały, kapitał do spłaty, saldo kapitału, pozostało do spłaty, saldo zadłużenia, zadłużenie',
      ),
      days_past_due: names('dni zwłoki, dni opóźnienia, liczba dni opóźnienia, dni przeterminowania'),
      overdue: names('kwota zaległa, kapitał przeterminowany, kwota przeterminowana, zaległość, zaległości'),
      class: names('kategoria należności, kategoria ryzyka, klasyfikacja, klasa ryzyka, kategoria'),
    },
    holding: {
      customer_id: customerIds,
      product: names('fundusz, produkt, kod produktu, isin'),
      currency: currencies,
      as_of: asOf,
      value: names('wartość rynkowa, wycena, wartość'),
      quantity: names('liczba jednostek, ilość'),
    },
    exchange_rate: { currency: currencies, as_of: asOf, rate: names('kurs średni, kurs') },
  },
  files: {
    customer: names('klienci, klient, kartoteka'),
    account: names('rachunki, konta, lokaty'),
    entry: names('obroty, operacje, transakcje, ruchy, historia'),
    balance: names('salda, saldo'),
    loan: names('kredyty, kredyt, pożyczki'),
    loan_party: names('poręczyciele, poręczenia'),
    loan_status: names('zaległości, windykacja'),
    exchange_rate: names('kursy'),
  },
  credits: names('ma, ma (uznanie), uznanie, uznania, kwota ma, kwota uznania, wpłaty'),
  debits: names('wn, wn (obciążenie), winien, obciążenie, obciążenia, kwota wn, kwota obciążenia, wypłaty'),
  signs: names('strona, wn/ma, strona wn/ma, znak, typ obrotu'),
};
