import type { SourceTableName } from '@gradus/schema';

/** Words between commas: some are of several. */
const words = (text: string): readonly string[] => text.split(',').map((word) => word.trim());

export type CodeWords = Readonly<Record<string, readonly string[]>>;

/** Words and codes by which sources say a value of ours, in small letters without accents. */
export const codeWords: Readonly<Partial<Record<SourceTableName, Readonly<Record<string, CodeWords>>>>> = {
  customer: {
    status: {
      active:
        words(`active, actv, activo, ativo, aktiv, actif, ativa, hoat dong, dang hoat dong, 正常, 有效, 活动,
        normal, a, y`),
      closed: words(
        `closed, clsd, cerrado, baja, geschlossen, encerrado, encerrada, dong, da dong, 销户, 注销, 已销户, c, x`,
      ),
      dormant: words(
        `dormant, dorm, inactivo, inativo, inativa, ngu dong, ruhend, inaktiv, 睡眠, 不动户, 久悬, inactive, d`,
      ),
      deceased: words(`deceased, 死亡, verstorben, falecido, fallecido, da mat`),
    },
  },
  account: {
    kind: {
      demand:
        words(`demand, 活期, 活期存款, 活期储蓄, current, savings, ahorro, corriente, vista, girokonto, sparkonto,
        checking, saver, saving, a vista, conta corrente, poupanca, tagesgeld, sparbuch, thanh toan,
        khong ky han, tkthanhtoan, dd, dda, sba, caa, sb, sv, dem, sav, ca, sa, cur, hq, 01, 1, d`),
      term: words(`term, 定期, 定期存款, 整存整取, 零存整取, 定期储蓄, time, plazo fijo, plazo, festgeld, termingeld, prazo,
        deposito a prazo, deposito prazo, co ky han, tiet kiem co ky han, certificate, tda, tua, fdr,
        rd, fixed, cd, td, fd, ter, dq, 02, 2, t`),
      notice: words(`notice, 通知, 通知存款, call, tz, 03, 3, n`),
      other: words(`other, 其他, 其它, 99, 9`),
    },
  },
  entry: {
    purpose: {
      salary:
        words(`salary, 工资, 代发, 代发工资, 薪金, 薪资, payroll, sal, nomina, pension, rente, aposentadoria, beneficio,
        gehalt, luong, tra luong, vencimento, ordenado, lohn, salaire, salario, wage, 养老金, gz, df`),
      spend:
        words(`spend, 消费, 购物, 缴费, 代扣, 快捷支付, pos, purchase, compra, recibo, kartenzahlung, lastschrift, achat,
        payment, card, bill, check, cheque, mua hang, thanh toan, pagamento, boleto, 退货, refund, xf`),
      transfer:
        words(`transfer, 转账, 汇款, 跨行转账, 转存, 转入, 转出, remittance, transferencia, uberweisung, dauerauftrag,
        virement, standing order, chuyen khoan, chuyen tien, pix, ted, ach, wire, neft, rtgs, imps,
        upi, tfr, xfer, zz, hk`),
      cash: words(`cash, 现金, 存现, 取现, 存款, 取款, 现存, 现取, atm, cajero, efectivo, reintegro, barauszahlung, retrait,
        rut tien, nop tien, rut tien mat, nop tien mat, saque, levantamento, withdrawal, deposit,
        dinheiro, especie, bareinzahlung, kassenauszahlung, kasseneinzahlung, xj, ck, qk`),
      loan: words(`loan, 贷款, 放款, 还款, 贷款发放, 贷款还款, repayment, prestamo, emprestimo, giai ngan, tra no, darlehen,
        disbursement, dk, hk1`),
      interest:
        words(`interest, interes, intereses, zinsen, interets, lai, tra lai, juros, rendimento, 利息, 结息, 付息,
        int, lx, jx`),
      fee: words(`fee, comision, gebuhr, frais, phi, tarifa, tarifas, comissao, service charge, 手续费, 费用, 工本费, 年费,
        短信费, charge, sxf`),
      tax: words(`tax, 税, 利息税, 代扣税, iof, irrf, imposto, impuesto, steuer, kapitalertragsteuer, ls`),
      other: words(`other, 其他, 其它, qt`),
    },
  },
  loan_party: {
    role: {
      borrower:
        words(`borrower, 借款人, 主借款人, 共同借款人, primary, debtor, owner, coborrower, co-borrower, comaker,
        kreditnehmer, darlehensnehmer, mitdarlehensnehmer, mitkreditnehmer, mitverpflichteter,
        mitschuldner, hauptschuldner, titular, cotitular, prestatario, mutuario, devedor, tomador,
        emprunteur, coemprunteur, nguoi vay, dong vay, 01, 1, b`),
      guarantor:
        words(`guarantor, 担保人, 保证人, surety, guarantee, burge, garant, fiador, aval, avalista, caution,
        nguoi bao lanh, bao lanh, 02, 2, g`),
    },
  },
  loan_status: {
    class: {
      normal: words(`normal, 正常, 正常类, pass, standard, std, 1, 01, 10`),
      special_mention: words(
        `special_mention, specialmention, 关注, 关注类, watch, sma, specialmentionaccount, 2, 02, 20`,
      ),
      substandard: words(`substandard, 次级, 次级类, sub, 3, 03, 30`),
      doubtful: words(`doubtful, 可疑, 可疑类, 4, 04, 40`),
      loss: words(`loss, 损失, 损失类, 5, 05, 50`),
    },
  },
};
