import { names, type LanguageNames } from './language-names.ts';

const customerIds = names('NDG, codice cliente, numero cliente, id cliente, cod cliente, codice NDG');
const accountIds = names(
  'numero rapporto, numero conto, n rapporto, n conto, codice rapporto, rapporto, conto, iban',
);
const loanIds = names(
  'numero finanziamento, numero mutuo, codice finanziamento, id finanziamento, numero prestito',
);
const currencies = names('divisa, valuta conto, codice divisa');
const branches = names('filiale, codice filiale, sportello, agenzia, dipendenza');
const asOf = names('data riferimento, data rilevazione, data saldo, data elaborazione, data');
const matures = names('data scadenza, scadenza, data fine, data scadenza finale');

export const italianNames: LanguageNames = {
  fields: {
    customer: {
      customer_id: customerIds,
      name: names('intestazione, denominazione, cognome e nome, nominativo, ragione sociale'),
      contact: names('cellulare, telefono, recapito, e-mail, email'),
      birth_year: names('data di nascita, data nascita, anno di nascita'),
      opened_on: names('data censimento, cliente dal, data apertura NDG, data inserimento, data ingresso'),
      status: names('stato, stato cliente, stato NDG'),
      branch_id: branches,
    },
    account: {
      account_id: accountIds,
      customer_id: customerIds,
      kind: names('tipo rapporto, tipologia rapporto, forma tecnica, tipo conto'),
      product: names('prodotto, codice prodotto, forma tecnica'),
      currency: currencies,
      opened_on: names('data apertura, data accensione, apertura'),
      term_months: names('durata mesi, durata in mesi, durata'),
      matures_on: matures,
      closed_on: names('data estinzione, data chiusura, estinzione, chiusura'),
      opening_balance: names('saldo iniziale, saldo di apertura, saldo precedente, riporto'),
      branch_id: branches,
    },
    entry: {
      entry_id: names('numero operazione, id operazione, numero movimento, id movimento, progressivo'),
      account_id: accountIds,
      booked_on: names('data contabile, data registrazione, data operazione, data movimento, data'),
      amount: names('importo, importo operazione, importo movimento'),
      purpose: names('causale, codice causale, descrizione causale, descrizione operazione, descrizione'),
      channel: names('canale'),
    },
    balance: {
      account_id: accountIds,
      day: [...names('data inizio validita, data inizio'), ...asOf],
      until: names('data fine validita, data fine'),
      balance: names('saldo contabile, saldo, saldo finale, saldo giornaliero'),
    },
    loan: {
      loan_id: loanIds,
      product: names('tipo finanziamento, tipo mutuo, prodotto'),
      currency: currencies,
      principal: names('importo erogato, importo finanziato, importo originario, capitale erogato'),
      opened_on: names('data erogazione, data stipula, data decorrenza'),
      matures_on: matures,
      limit: names('fido, affidamento, importo accordato'),
    },
    loan_party: { loan_id: loanIds, customer_id: customerIds, role: names('ruolo, tipo legame') },
    loan_status: {
      loan_id: loanIds,
      as_of: asOf,
      outstanding: names('debito residuo, capitale residuo, residuo'),
      days_past_due: names('giorni di ritardo, giorni ritardo, giorni scaduto, gg scaduto, giorni sconfino'),
      overdue: names('importo scaduto, importo arretrato, scaduto, arretrati'),
      class: names('classificazione, stato credito, classe, status credito'),
    },
    exchange_rate: { currency: currencies, as_of: asOf, rate: names('cambio, tasso di cambio') },
  },
  files: {
    customer: names('anagrafica, clienti'),
    account: names('rapporti, conti'),
    entry: names('movimenti, operazioni'),
    balance: names('saldi'),
    loan: names('finanziamenti, mutui, prestiti'),
    loan_party: names('garanti, garanzie'),
    exchange_rate: names('cambi'),
  },
  credits: names('avere, accrediti, accredito, entrate, importo avere'),
  debits: names('dare, addebiti, addebito, uscite, importo dare'),
  signs: names('segno, dare/avere, d/a'),
};
