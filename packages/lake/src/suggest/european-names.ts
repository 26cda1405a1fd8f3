import type { SourceTableName } from '@gradus/schema';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const customerIds = words(`nocliente idcliente codcliente codigocliente cliente nosocio idsocio socio titular
  kundennummer kundennr kunde kundenid mitgliednr mitgliedsnr mitgliedsnummer mitglied kdnr makhachhang makh noclient numclient idclient codeclient`);
const accountIds =
  words(`nocuenta cuenta idcuenta codcuenta codigocuenta noconta conta numconta kontonummer kontonr konto nocompte compte
  numcompte sotaikhoan sotk taikhoan`);
const loanIds = words(
  `noprestamo prestamo idprestamo nocredito noemprestimo emprestimo contrato nocontrato darlehensnummer darlehensnr kreditnummer nopret pret sokheuoc sohopdong makhoanvay`,
);
const currencies = words(`moneda divisa moeda waehrung wahrung whg devise monnaie loaitien tiente`);
const asOf = words(
  `fechadato fechadatos fechainforme fecha data database dataposicao datum stichtag monatsultimo ultimo datearrete ngaydulieu ngaybaocao ngay`,
);
const matures = words(
  `vencimiento fechavencimiento vencimento datavencimento faelligkeit falligkeit laufzeitende echeance dateecheance ngaydaohan daohan`,
);

/** What columns are called in Spanish, Portuguese, German and French, as `plainName` writes it. */
export const europeanNames: Readonly<
  Partial<Record<SourceTableName, Readonly<Record<string, readonly string[]>>>>
> = {
  customer: {
    customer_id: customerIds,
    name: words(
      `nombreyapellidos nombre apellidos razonsocial nome nomecliente nomecompleto kundenname nachname nom nomclient tenkhachhang hoten tenkh`,
    ),
    contact: words(`telefono movil correo telefone celular telefon telephone courriel sodienthoai dienthoai`),
    birth_year: words(
      `fechanacimiento anonacimiento nacimiento datanascimento geburtsdatum geburtsjahr datenaissance anneenaissance ngaysinh namsinh`,
    ),
    opened_on: words(
      `fechaalta fechaaltasocio alta fechaingreso datacadastro clientedesde dataadesao kundeseit beitritt beitrittsdatum eintritt eintrittsdatum mitgliedseit dateentree clientdepuis ngaydangky ngaymoma ngaymocif ngaymo`,
    ),
    status: words(`estado situacion estadocliente situacao kundenstatus statut trangthai tinhtrang`),
    branch_id: words(`oficina sucursal agencia filiale zweigstelle agence chinhanh machinhanh`),
  },
  account: {
    account_id: accountIds,
    customer_id: customerIds,
    kind: words(`tipocuenta tipo tipoconta kontoart typecompte loaitaikhoan loaitk`),
    product: words(`producto produto produkt produit sanpham masanpham`),
    currency: currencies,
    opened_on: words(
      `fechaapertura apertura dataabertura abertura eroeffnungsdatum eroffnungsdatum eroffnet dateouverture ngaymo ngaymotk`,
    ),
    term_months: words(
      `plazomeses plazo prazo prazomeses laufzeit laufzeitmonate duree dureemois kyhan kyhanthang`,
    ),
    matures_on: matures,
    closed_on: words(
      `fechacancelacion fechacierre fechabaja dataencerramento encerramento schliessungsdatum geschlossenam datecloture ngaydong ngaytattoan`,
    ),
    opening_balance: words(
      `saldoinicial saldoapertura saldoanterior anfangssaldo saldovortrag soldeinitial sodudauky`,
    ),
  },
  entry: {
    entry_id: words(
      `apunte noapunte noasiento nomovimiento buchungsnummer belegnummer noecriture idlancamento nolancamento magiaodich sobuttoan`,
    ),
    account_id: accountIds,
    booked_on: words(
      `fechaoperacion fechacontable fechamovimiento fecha datamovimento datalancamento datacontabil buchungstag buchungsdatum dateoperation datecomptable ngaygiaodich ngayhachtoan ngaygd data datum ngay`,
    ),
    amount: words(`importe monto valor valorlancamento betrag umsatz montant sotien`),
    purpose: words(
      `concepto descripcion historico descricao verwendungszweck buchungstext libelle diengiai noidung`,
    ),
    channel: words(`canal kanal kenh kenhgiaodich`),
  },
  balance: {
    account_id: accountIds,
    day: words(`desde fechadesde fechainicio gueltigab valable von ab depuis ${asOf.join(' ')}`),
    until: words(`hasta fechahasta fechafin gueltigbis bis jusque`),
    balance: words(`saldo saldofinal solde kontostand sodu soducuoingay`),
  },
  loan: {
    loan_id: loanIds,
    product: words(`tipoprestamo modalidade darlehensart kreditart art loaivay`),
    currency: currencies,
    principal: words(
      `importeconcedido capitalinicial principal valorcontratado ursprungsbetrag darlehensbetrag kreditbetrag montantpret sotienvay`,
    ),
    opened_on: words(
      `fechaformalizacion fechaconcesion fechadesembolso datacontratacao dataliberacao auszahlungsdatum auszahlung zuzahlung zuzahlungsdatum datedeblocage ngaygiaingan`,
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
    outstanding: words(
      `capitalpendiente saldopendiente saldodevedor restschuld capitalrestantdu dunogoc duno`,
    ),
    days_past_due: words(
      `diasimpago diasmora diasvencido diasatraso tageverzug tageinverzug verzugstage joursretard joursimpaye songayquahan`,
    ),
    overdue: words(
      `importeimpagado importevencido cuotasvencidas valorvencido valorematraso rueckstand ruckstand impaye sotienquahan`,
    ),
    class: words(`calificacion clasificacion classificacao risikoklasse classement nhomno`),
  },
  exchange_rate: {
    currency: currencies,
    quote_currency: words(`monedareferencia moedareferencia zielwahrung gegenwahrung devisecible`),
    as_of: asOf,
    rate: words(
      `cotacao cambio taxacambio tipocambio tipodecambio kurs wechselkurs devisenkurs mittelkurs cours coursmoyen tauxchange tygia`,
    ),
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

export const europeanCredits = words(`abono haber ingreso credito haben gutschrift entrada ghico phatsinhco`);
export const europeanDebits = words(`cargo debe debito soll belastung lastschrift saida ghino phatsinhno`);
