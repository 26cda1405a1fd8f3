import type { SourceTableName } from '@gradus/schema';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const customerIds = words(`nocliente idcliente codcliente codigocliente cliente nosocio idsocio socio titular
  kundennummer kundennr kunde kundenid noclient numclient idclient codeclient`);
const accountIds =
  words(`nocuenta cuenta idcuenta codcuenta codigocuenta noconta conta kontonummer kontonr konto nocompte compte
  numcompte`);
const loanIds = words(
  `noprestamo prestamo idprestamo nocredito noemprestimo emprestimo darlehensnummer darlehensnr kreditnummer nopret pret`,
);
const currencies = words(`moneda divisa moeda waehrung wahrung devise monnaie`);
const asOf = words(`fechadato fechadatos fechainforme fecha data datum stichtag datearrete`);
const matures = words(
  `vencimiento fechavencimiento vencimento datavencimento faelligkeit falligkeit echeance dateecheance`,
);

/** What columns are called in Spanish, Portuguese, German and French, as `plainName` writes it. */
export const europeanNames: Readonly<
  Partial<Record<SourceTableName, Readonly<Record<string, readonly string[]>>>>
> = {
  customer: {
    customer_id: customerIds,
    name: words(
      `nombreyapellidos nombre apellidos razonsocial nome nomecliente kundenname nachname nom nomclient`,
    ),
    contact: words(`telefono movil correo telefone telefon telephone courriel`),
    birth_year: words(
      `fechanacimiento anonacimiento nacimiento datanascimento geburtsdatum geburtsjahr datenaissance anneenaissance`,
    ),
    opened_on: words(
      `fechaalta fechaaltasocio alta fechaingreso datacadastro kundeseit dateentree clientdepuis`,
    ),
    status: words(`estado situacion estadocliente situacao kundenstatus statut`),
    branch_id: words(`oficina sucursal agencia filiale zweigstelle agence`),
  },
  account: {
    account_id: accountIds,
    customer_id: customerIds,
    kind: words(`tipocuenta tipo tipoconta kontoart typecompte`),
    product: words(`producto produto produkt produit`),
    currency: currencies,
    opened_on: words(
      `fechaapertura apertura dataabertura eroeffnungsdatum eroffnungsdatum eroffnet dateouverture`,
    ),
    term_months: words(`plazomeses plazo prazo prazomeses laufzeit laufzeitmonate duree dureemois`),
    matures_on: matures,
    closed_on: words(
      `fechacancelacion fechacierre fechabaja dataencerramento schliessungsdatum geschlossenam datecloture`,
    ),
    opening_balance: words(`saldoinicial saldoapertura anfangssaldo soldeinitial`),
  },
  entry: {
    entry_id: words(`apunte noapunte noasiento nomovimiento buchungsnummer belegnummer noecriture`),
    account_id: accountIds,
    booked_on: words(
      `fechaoperacion fechacontable fechamovimiento fecha datamovimento datalancamento buchungstag buchungsdatum dateoperation datecomptable`,
    ),
    amount: words(`importe monto valor betrag umsatz montant`),
    purpose: words(`concepto descripcion historico descricao verwendungszweck buchungstext libelle`),
    channel: words(`canal kanal`),
  },
  balance: {
    account_id: accountIds,
    day: words(`desde fechadesde fechainicio gueltigab valable von ab depuis ${asOf.join(' ')}`),
    until: words(`hasta fechahasta fechafin gueltigbis bis jusque`),
    balance: words(`saldo saldofinal solde kontostand`),
  },
  loan: {
    loan_id: loanIds,
    currency: currencies,
    principal: words(`importeconcedido capitalinicial principal valorcontratado darlehensbetrag montantpret`),
    opened_on: words(
      `fechaformalizacion fechaconcesion fechadesembolso datacontratacao auszahlungsdatum datedeblocage`,
    ),
    matures_on: matures,
    limit: words(`limite limitecredito kreditrahmen plafond`),
  },
  loan_party: {
    loan_id: loanIds,
    customer_id: customerIds,
    role: words(`intervencion rol papel rolle qualite`),
  },
  loan_status: {
    loan_id: loanIds,
    as_of: asOf,
    outstanding: words(`capitalpendiente saldopendiente saldodevedor restschuld capitalrestantdu`),
    days_past_due: words(
      `diasimpago diasmora diasvencido diasatraso tageverzug verzugstage joursretard joursimpaye`,
    ),
    overdue: words(`importeimpagado importevencido cuotasvencidas valorvencido rueckstand ruckstand impaye`),
    class: words(`calificacion clasificacion classificacao risikoklasse classement`),
  },
  holding: {
    customer_id: customerIds,
    product: words(`producto fondo isin produto fundo produkt fonds produit`),
    currency: currencies,
    as_of: asOf,
    value: words(`valoracion valormercado marktwert valorisation`),
    quantity: words(`participaciones cotas anteile parts`),
  },
};

export const europeanCredits = words(`abono haber ingreso credito haben gutschrift entrada`);
export const europeanDebits = words(`cargo debe debito soll belastung lastschrift saida`);
