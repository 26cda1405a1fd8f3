/** Parts of names that systems cut short, and the words that the lists of names use for them. */
const abbreviations: Readonly<Record<string, string>> = {
  ac: 'account',
  acc: 'account',
  acct: 'account',
  amt: 'amount',
  bal: 'balance',
  br: 'branch',
  cd: 'code',
  cls: 'close',
  curr: 'currency',
  cust: 'customer',
  desc: 'description',
  dt: 'date',
  dte: 'date',
  eff: 'effective',
  ln: 'loan',
  mat: 'maturity',
  mkt: 'market',
  mos: 'months',
  narr: 'narrative',
  nbr: 'no',
  num: 'no',
  number: 'no',
  numero: 'no',
  opn: 'open',
  orig: 'original',
  pd: 'pastdue',
  prin: 'principal',
  prod: 'product',
  pryr: 'prioryear',
  qty: 'quantity',
  schm: 'scheme',
  stat: 'status',
  sts: 'status',
  tr: 'trans',
  tran: 'trans',
  trx: 'trans',
  ts: 'date',
  txn: 'trans',
  typ: 'type',
  val: 'value',
};

/** The same in Portuguese and Spanish, whose cores cut every word. */
const romance: Readonly<Record<string, string>> = {
  abert: 'abertura',
  adm: 'admissao',
  ag: 'agencia',
  assoc: 'associado',
  atr: 'atraso',
  aval: 'avalista',
  cli: 'cliente',
  cod: 'codigo',
  contr: 'contrato',
  cta: 'conta',
  demis: 'demissao',
  desc: 'descricao',
  dev: 'devedor',
  dt: 'data',
  enc: 'encerramento',
  fec: 'fecha',
  fch: 'fecha',
  fin: 'final',
  hist: 'historico',
  imp: 'importe',
  lanc: 'lancamento',
  modalid: 'modalidade',
  mov: 'movimento',
  nasc: 'nascimento',
  niv: 'nivel',
  nom: 'nome',
  nr: 'no',
  num: 'no',
  oper: 'operacao',
  prod: 'produto',
  prz: 'prazo',
  qt: 'quantidade',
  qtd: 'quantidade',
  sdo: 'saldo',
  seq: 'sequencia',
  sit: 'situacao',
  sld: 'saldo',
  tel: 'telefone',
  tp: 'tipo',
  venc: 'vencimento',
  vl: 'valor',
  vlr: 'valor',
};

/** A name in small letters without accents, blanks and what stands between words: `Nº Préstamo` is `noprestamo`. */
export function plainName(name: string): string {
  return unaccented(name)
    .replaceAll('#', 'no')
    .replaceAll(/[\s_\-./()（）【】[\]]/g, '');
}

/** The letters and digits of a name alone, whatever stands between them. */
export function bareName(name: string): string {
  return unaccented(name).replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** The plain name, and the one with its abbreviations written out: `POST_DT` is `postdt` and `postdate`. */
export function nameForms(name: string): readonly string[] {
  const known = forms.get(name) ?? formsOf(name);
  forms.set(name, known);
  return known;
}

/** The forms of a column's own name, and of what a description calls it. */
export function columnForms({ name, called }: { readonly name: string; readonly called: string }): string[] {
  return [...nameForms(name), ...nameForms(called)];
}

/** German without umlauts writes `eroeffnet` for `eröffnet`, which the lists hold as `eroffnet`. */
function withUmlauts(plain: string): string {
  return plain.replaceAll(/(?<![aeq])ue|(?<![aeo])oe|ae/g, ([first = '']) => first);
}

/** Names are asked for again and again, against every field. */
const forms = new Map<string, readonly string[]>();

function formsOf(name: string): readonly string[] {
  const plain = plainName(name);
  const words = unaccented(name.replaceAll('#', ' no ').replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')).split(
    /[^\p{L}\p{N}]+/u,
  );
  const whole = words.map((word) => abbreviations[word] ?? word).join('');
  const other = words.map((word) => romance[word] ?? word).join('');
  const cut = words.length === 1 ? cutForms(plain) : [];
  return [...new Set([plain, whole, other, withUmlauts(plain), ...cut])];
}

/** Parts of names that are written without anything between, as in `CUSODT` and `LNBAL`. */
const parts: Readonly<Record<string, string>> = {
  ac: 'account',
  acc: 'account',
  acct: 'account',
  amt: 'amount',
  bal: 'balance',
  beg: 'begin',
  br: 'branch',
  brn: 'branch',
  bdt: 'birthdate',
  ccy: 'currency',
  cdt: 'closedate',
  cif: 'cif',
  cls: 'class',
  cus: 'customer',
  cust: 'customer',
  dpd: 'dayspastdue',
  dt: 'date',
  dte: 'date',
  end: 'end',
  led: 'ledger',
  ln: 'loan',
  mdt: 'maturitydate',
  nm: 'name',
  no: 'no',
  nbr: 'no',
  num: 'no',
  odt: 'opendate',
  pdt: 'postingdate',
  prd: 'product',
  sts: 'status',
  stat: 'status',
  tr: 'trans',
  trn: 'trans',
  trm: 'term',
  tx: 'trans',
  txn: 'trans',
  typ: 'type',
};

/** All ways in which a short name is made of parts, each written out; none when some of it is no part. */
function cutForms(plain: string): string[] {
  if (!/^[a-z]{4,10}$/.test(plain)) return [];
  const cut = (rest: string): string[] =>
    rest === ''
      ? ['']
      : Object.entries(parts).flatMap(([part, word]) =>
          rest.startsWith(part) ? cut(rest.slice(part.length)).map((after) => word + after) : [],
        );
  return cut(plain);
}

/** Small letters without accents; wide forms as narrow ones. */
export function unaccented(name: string): string {
  return (
    name
      .normalize('NFKD')
      // Marks of other scripts are no accents: without them ガ would be カ.
      .replaceAll(/(?<=\p{Script=Latin})\p{M}+/gu, '')
      .normalize('NFC')
      .toLowerCase()
      .replaceAll('ı', 'i')
      .replaceAll('ß', 'ss')
      .replaceAll('đ', 'd')
      .replaceAll('ł', 'l')
      .replaceAll('ø', 'o')
  );
}
