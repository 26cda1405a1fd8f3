import type { SourceTableName } from '@gradus/schema';

/** Words between commas: some are of several. */
const words = (text: string): readonly string[] => text.split(',').map((word) => word.trim());

export type CodeWords = Readonly<Record<string, readonly string[]>>;

/** Words and codes by which sources say a value of ours, in small letters without accents. */
export const codeWords: Readonly<Partial<Record<SourceTableName, Readonly<Record<string, CodeWords>>>>> = {
  customer: {
    status: {
      active:
        words(`active, actv, activo, ativo, aktiv, actif, ativa, hoat dong, dang hoat dong, 正常, 有效, 活动, normal,
        a, y, aktywny, aktif, 正常取引, 通常, 정상, 활동, 활동고객, attivo, attiva, действующий, действующая, активен,
        активный`),
      closed:
        words(`closed, clsd, cerrado, baja, geschlossen, encerrado, encerrada, dong, da dong, 销户, 注销, 已销户, c, x,
        zamkniety, kapali, 解約, 閉鎖, 해지, 폐쇄, 탈퇴, estinto, chiuso, закрыт, закрытый`),
      dormant:
        words(`dormant, dorm, inactivo, inativo, inativa, ngu dong, ruhend, inaktiv, 睡眠, 不动户, 久悬, inactive, d,
        uspiony, pasif, hareketsiz, 睡眠口座, 休眠, 휴면, 거래중지, inattivo, dormiente, неактивный, спящий`),
      deceased: words(
        `deceased, 死亡, verstorben, falecido, fallecido, da mat, zmarly, vefat, olu, 死亡者, 사망, deceduto, умер`,
      ),
    },
  },
  account: {
    kind: {
      demand:
        words(`demand, 活期, 活期存款, 活期储蓄, current, savings, ahorro, corriente, vista, girokonto, sparkonto,
        checking, saver, saving, a vista, conta corrente, poupanca, tagesgeld, sparbuch, thanh toan, khong
        ky han, tkthanhtoan, dd, dda, sba, caa, sb, sv, dem, sav, ca, sa, cur, hq, 01, 1, d, ror, rb, osz,
        wal, biezacy, oszczednosciowy, rachunek biezacy, vadesiz, cari, tasarruf, 普通, 普通預金, 当座, 当座預金, 貯蓄,
        貯蓄預金, 보통예금, 저축예금, 당좌예금, 자유입출금, 요구불, mmda, easy access, instant access, regular shares, regular share, share savings, share draft, money market,
        holiday club, christmas club, vacation club, 입출금, conto corrente, libretto, deposito libero, текущий,
        текущий счет, расчетный, накопительный, до востребования, карточный`),
      term: words(`term, 定期, 定期存款, 整存整取, 零存整取, 定期储蓄, time, plazo fijo, plazo, festgeld, termingeld, prazo, deposito a
        prazo, deposito prazo, co ky han, tiet kiem co ky han, certificate, tda, tua, fdr, rd, recurring,
        fixed, cd, td, fd, ter, dq, 02, 2, t, lok, lokata, terminowy, terminowa, vadeli, 定期預金, 積立, 積立定期,
        定期積金, 정기예금, 정기적금, 적금, 거치식, 적립식, deposito vincolato, vincolato, certificato di deposito, срочный,
        срочный вклад, вклад`),
      notice: words(`notice, 通知, 通知存款, call, tz, 03, 3, n, ihbarli, 通知預金`),
      other: words(`other, 其他, 其它, 99, 9, その他, 別段, 別段預金, 기타, diger, inne`),
    },
  },
  entry: {
    purpose: {
      salary:
        words(`salary, 工资, 代发, 代发工资, 薪金, 薪资, payroll, sal, nomina, pension, rente, aposentadoria, beneficio,
        gehalt, luong, tra luong, vencimento, ordenado, lohn, salaire, salario, wage, 养老金, gz, df,
        wynagrodzenie, wyplata wynagrodzenia, emerytura, renta, zus, maas, emekli, emekli maasi, 給与, 給料,
        賞与, 年金, 급여, 상여, 상여금, 연금, stipendio, emolumenti, pensione, зарплата, зарплаты, заработная плата,
        пенсия, пенсии`),
      spend:
        words(`spend, 消费, 购物, 缴费, 代扣, 快捷支付, pos, purchase, compra, recibo, kartenzahlung, lastschrift, achat,
        payment, card, bill, check, cheque, mua hang, thanh toan, pagamento, boleto, 退货, refund, xf, blik,
        platnosc, platnosc karta, zakup, fatura, harcama, alisveris, カード, 公共料金, 電気, ガス料金, 水道, 電話料金, 체크카드,
        카드, 공과금, 결제, contactless, direct debit, unpaid dd, debit order, pagamento pos, bolletta, acquisto,
        оплата, покупка, оплата товаров`),
      transfer:
        words(`transfer, 转账, 汇款, 跨行转账, 转存, 转入, 转出, remittance, transferencia, uberweisung, dauerauftrag,
        virement, standing order, chuyen khoan, chuyen tien, pix, ted, ach, wire, neft, rtgs, imps, upi,
        tfr, trf, xfr, xfer, clg, zz, hk, przelew, zlecenie stale, havale, eft, fast, virman, 振込, 振替, 送金, 이체,
        송금, 타행이체, 계좌이체, faster payment, faster payments, sto, chaps, bacs, sepa credit, zelle, venmo,
        bonifico, giroconto, перевод, переводы, сбп`),
      cash: words(`cash, 现金, 存现, 取现, 存款, 取款, 现存, 现取, atm, cajero, efectivo, reintegro, barauszahlung, retrait, rut
        tien, nop tien, rut tien mat, nop tien mat, saque, levantamento, withdrawal, wd, deposit, dinheiro,
        especie, bareinzahlung, kassenauszahlung, kasseneinzahlung, xj, ck, qk, wplata, wyplata, bankomat,
        wyplata z bankomatu, wplata gotowki, nakit, para cekme, para yatirma, atm para cekme, 現金, 預入, 引出,
        현금, 현금입금, 현금출금, prelievo, versamento, contanti, bancomat, наличные, наличных, снятие, банкомат`),
      loan: words(`loan, 贷款, 放款, 还款, 贷款发放, 贷款还款, repayment, prestamo, emprestimo, giai ngan, tra no, darlehen,
        disbursement, ln, emi, dk, hk1, kredyt, rata, splata kredytu, kredi, taksit, kredi taksiti, 融資, 返済,
        ローン返済, 대출, 대출상환, 상환, 대출이자, mutuo, rata mutuo, кредит, погашение кредита, выдача кредита`),
      interest:
        words(`dividend, dividends, div, interest, interes, intereses, zinsen, interets, lai, tra lai, juros, rendimento, 利息, 结息, 付息, int,
        lx, jx, odsetki, kapitalizacja, kapitalizacja odsetek, faiz, 利子, 預金利息, 이자, 예금이자, interessi,
        competenze, проценты, процентов, капитализация`),
      fee: words(`fee, comision, gebuhr, frais, phi, tarifa, tarifas, comissao, service charge, 手续费, 费用, 工本费, 年费,
        短信费, charge, sxf, oplata, prowizja, ucret, ucreti, komisyon, masraf, 手数料, 수수료, canone,
        commissione, commissioni, spese, комиссия`),
      tax: words(`tax, 税, 利息税, 代扣税, iof, irrf, imposto, impuesto, steuer, kapitalertragsteuer, ls, podatek, vergi,
        stopaj, bsmv, 税金, 国税, 地方税, 利子税, 세금, 원천세, 이자소득세, imposta, imposta di bollo, bollo, ritenuta, налог,
        ндфл`),
      other: words(`other, 其他, 其它, qt, inne, diger, その他, 기타`),
    },
  },
  loan_party: {
    role: {
      borrower:
        words(`borrower, 借款人, 主借款人, 共同借款人, primary, debtor, owner, coborrower, co-borrower, comaker,
        kreditnehmer, darlehensnehmer, mitdarlehensnehmer, mitkreditnehmer, mitverpflichteter,
        mitschuldner, hauptschuldner, titular, cotitular, prestatario, mutuario, devedor, tomador,
        emprunteur, coemprunteur, nguoi vay, dong vay, 01, 1, b, kredytobiorca, wspolkredytobiorca,
        borclu, asil borclu, 債務者, 主債務者, 連帯債務者, 차주, 채무자`),
      guarantor:
        words(`guarantor, 担保人, 保证人, surety, guarantee, burge, garant, fiador, aval, avalista, caution, nguoi bao
        lanh, bao lanh, 02, 2, g, poreczyciel, kefil, 保証人, 連帯保証人, 보증인, 연대보증인`),
    },
  },
  loan_status: {
    class: {
      normal: words(
        `normal, 正常, 正常类, pass, standard, std, 1, 01, 10, 正常先, 정상, normalne, standart, in bonis, bonis, i`,
      ),
      special_mention:
        words(`special_mention, specialmention, 关注, 关注类, watch, sma, specialmentionaccount, 2, 02, 20, sma-0,
        sma-1, sma-2, 要注意先, その他要注意先, 요주의, pod obserwacja, yakin izleme, scaduto, scaduto deteriorato, ii`),
      substandard:
        words(`substandard, 次级, 次级类, sub, 3, 03, 30, 要管理先, 고정, ponizej standardu, tahsil imkani sinirli, donuk,
        inadempienza probabile, iii`),
      doubtful: words(
        `doubtful, 可疑, 可疑类, 4, 04, 40, dbt, 破綻懸念先, 회수의문, watpliwe, tahsili supheli, iv`,
      ),
      loss: words(
        `loss, 损失, 损失类, 5, 05, 50, 実質破綻先, 破綻先, 추정손실, stracone, zarar, sofferenza, wo, written off, write-off, charged off, charge-off, v`,
      ),
    },
  },
};
