import type { SourceTableName } from '@gradus/schema';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const customerIds =
  words(`nocliente idcliente codcliente codigocliente cliente nosocio idsocio socio titular noassociado codigoassociado associado nocooperado codigocooperado cooperado
  kundennummer kundennr kunde kundenid mitgliednr mitgliedsnr mitgliedsnummer mitglied kdnr makhachhang makh noclient numclient idclient codeclient`);
const accountIds =
  words(`nocuenta cuenta idcuenta codcuenta codigocuenta noconta conta numconta kontonummer kontonr konto nocompte ktonr kontonr iban compte
  numcompte sotaikhoan sotk taikhoan`);
const loanIds = words(
  `noprestamo prestamo idprestamo nocredito noemprestimo emprestimo contrato nocontrato codigocontrato darlehensnummer darlehensnr kreditnummer nopret pret sokheuoc sohopdong makhoanvay`,
);
const currencies = words(`moneda divisa moeda waehrung wahrung whg devise monnaie loaitien tiente`);
const asOf = words(
  `fechadato fechadatos fechainforme fecha data database dataposicao datum bilanzstichtag stichtag monatsultimo ultimo datearrete ngaydulieu ngaybaocao ngay`,
);
const matures = words(
  `vencimiento fechavencimiento vencimento datavencimento datavencimentofinal vencimentofinal faellig fallig falligam falligkeitsdatum faelligkeit falligkeit laufzeitende laufzeitbis echeance dateecheance ngaydaohan daohan`,
);

const branches = words(
  `oficina sucursal agencia filiale fil filialnr filialnummer geschaftsstelle pontoatendimento postoatendimento pa zweigstelle agence chinhanh machinhanh`,
);

/** What columns are called in Spanish, Portuguese, German and French, as `plainName` writes it. */
export const europeanNames: Readonly<
  Partial<Record<SourceTableName, Readonly<Record<string, readonly string[]>>>>
> = {
  customer: {
    customer_id: customerIds,
    name: words(
      `nombreyapellidos nombre apellidos razonsocial nome nomecliente nomecompleto kundenname nomeassociado nomecooperado nachname nom nomclient tenkhachhang hoten tenkh`,
    ),
    contact: words(`telefono movil correo telefone celular telefon telephone courriel sodienthoai dienthoai`),
    birth_year: words(
      `fechanacimiento anonacimiento nacimiento datanascimento geburtsdatum geburtsjahr gebdat geburtstag gebjahr datenaissance anneenaissance ngaysinh namsinh`,
    ),
    opened_on: words(
      `fechaalta fechaaltasocio alta fechaingreso datacadastro clientedesde dataadesao dataadmissao admissao dataassociacao kundeseit beitritt beitrittsdatum eintritt eintrittsdatum mitgliedseit dateentree clientdepuis ngaydangky ngaymoma ngaymocif ngaymo`,
    ),
    status: words(`estado situacion estadocliente situacao kundenstatus statut trangthai tinhtrang`),
    branch_id: branches,
  },
  account: {
    account_id: accountIds,
    customer_id: customerIds,
    branch_id: branches,
    kind: words(`tipocuenta tipo tipoconta kontoart typecompte loaitaikhoan loaitk`),
    product: words(
      `producto produto produkt produit sanpham masanpham produktbezeichnung codigoproduto prodnr produktnr`,
    ),
    currency: currencies,
    opened_on: words(
      `fechaapertura apertura dataabertura abertura eroeffnungsdatum eroffnungsdatum eroffnet eroffnetam eroffnung dateouverture ngaymo ngaymotk`,
    ),
    term_months: words(
      `plazomeses plazo prazo prazomeses laufzeit laufzeitmonate duree dureemois kyhan kyhanthang`,
    ),
    matures_on: matures,
    closed_on: words(
      `fechacancelacion fechacierre fechabaja dataencerramento encerramento schliessungsdatum geschlossenam geschlossen schliessung auflosungsdatum aufgelostam datecloture ngaydong ngaytattoan`,
    ),
    opening_balance: words(
      `saldoinicial saldoapertura saldoanterior anfangssaldo anfangsbestand saldovortrag soldeinitial sodudauky`,
    ),
  },
  entry: {
    entry_id: words(
      `apunte noapunte noasiento nomovimiento buchungsnummer belegnummer lfdnr laufendenummer sequencialancamento noecriture idlancamento nolancamento magiaodich sobuttoan`,
    ),
    account_id: accountIds,
    booked_on: words(
      `fechaoperacion fechacontable fechamovimiento fecha datamovimento datalancamento datacontabil buchungstag buchungsdatum buchtag buchdatum dateoperation datecomptable ngaygiaodich ngayhachtoan ngaygd data datum ngay`,
    ),
    amount: words(`importe monto valor valorlancamento betrag umsatz montant sotien`),
    purpose: words(
      `concepto descripcion historico descricao verwendungszweck buchungstext libelle buchtext gvc geschaftsvorfallcode geschaftsvorfall textschlussel codigohistorico descricaohistorico diengiai noidung`,
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
      `importeconcedido capitalinicial principal valorcontratado valorcontrato ursprungsbetrag darlehensbetrag kreditbetrag montantpret sotienvay`,
    ),
    opened_on: words(
      `fechaformalizacion fechaconcesion fechadesembolso datacontratacao dataliberacao datacontrato auszahlungam auszahlungsdatum auszahlung zuzahlung zuzahlungsdatum datedeblocage ngaygiaingan`,
    ),
    matures_on: matures,
    limit: words(`limite limitecredito kreditrahmen plafond`),
  },
  loan_party: {
    loan_id: loanIds,
    customer_id: [...customerIds, ...words(`burgekundennr burgekundennummer`)],
    role: words(`intervencion rol papel rolle qualite`),
  },
  loan_status: {
    loan_id: loanIds,
    as_of: asOf,
    outstanding: words(
      `capitalpendiente saldopendiente saldodevedor restschuld capitalrestantdu dunogoc duno`,
    ),
    days_past_due: words(
      `diasimpago diasmora diasvencido diasatraso tageverzug tageinverzug verzugstage joursretard verzugtage joursimpaye songayquahan`,
    ),
    overdue: words(
      `importeimpagado importevencido cuotasvencidas valorvencido valorematraso valoratraso rueckstand ruckstand impaye sotienquahan`,
    ),
    class: words(
      `calificacion clasificacion classificacao risikoklasse nivelrisco stufe betreuungsstufe risikostufe bonitatsstufe classement nhomno`,
    ),
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
    product: words(`producto fondo isin produto wkn wertpapier bezeichnung fundo produkt fonds produit`),
    currency: currencies,
    as_of: asOf,
    value: words(`valoracion valormercado marktwert kurswert depotwert bestandswert valorisation`),
    quantity: words(`participaciones cotas anteile stueck stuck stuckzahl parts`),
  },
};

export const europeanCredits = words(`abono haber ingreso credito haben gutschrift entrada ghico phatsinhco`);
export const europeanDebits = words(`cargo debe debito soll belastung lastschrift saida ghino phatsinhno`);
