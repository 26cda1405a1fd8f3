import { expect, test } from 'vitest';
import { readTableDdl } from './table-ddl.ts';

/** Per table: its name, then every column with its title and codes. */
const told = (text: string): string[][] =>
  readTableDdl(text).map(({ name, columns }) => [
    name,
    ...columns.map(
      (column) =>
        `${column.name}|${column.title ?? ''}|${[...column.codes].map((pair) => pair.join('=')).join(' ')}`,
    ),
  ]);

test.each([
  [
    'comments of their own, with codes',
    `-- unload
     CREATE TABLE dw.M_ACCT (
       ACCT_NO VARCHAR2(30) NOT NULL,
       STS CHAR(1) DEFAULT 'A,B',
       RATE NUMBER(9,4),
       CONSTRAINT PK PRIMARY KEY (ACCT_NO, STS)
     );
     COMMENT ON TABLE dw.M_ACCT IS '账户';
     COMMENT ON COLUMN dw.M_ACCT.ACCT_NO IS '账号';
     COMMENT ON COLUMN dw.M_ACCT.STS IS '账户状态 A-正常 C-销户';
     COMMENT ON COLUMN M_ACCT.RATE IS '年利率(%)';`,
    [['M_ACCT', 'ACCT_NO|账号|', 'STS|账户状态|A=正常 C=销户', 'RATE|年利率|']],
  ],
  [
    'comments within, of MySQL and Hive',
    "CREATE EXTERNAL TABLE IF NOT EXISTS `cust` (`id` string COMMENT '客户号', `typ` string COMMENT '类型：1=个人，2=公司', `x` decimal(18,2)) COMMENT '客户' STORED AS TEXTFILE",
    [['cust', 'id|客户号|', 'typ|类型|1=个人 2=公司', 'x||']],
  ],
  [
    'remarks at the ends of lines',
    `create table loan (
       id char(10), -- loan number
       class char(1), -- 1=normal, 2=watch
       amount numeric(15,2) -- principal, in fen
     )`,
    [['loan', 'id|loan|', 'class||1=normal 2=watch', 'amount|principal|']],
  ],
  [
    'remarks with apostrophes, parentheses and commas',
    `CREATE TABLE cust (
       id char(10), -- the bank's own number, 1) old
       -- (not filled, says the bank's data centre
       name varchar(40) DEFAULT 'it''s (', -- name
       opened date -- (first
     ); CREATE TABLE t (a int, b int);`,
    [
      ['cust', 'id|the|', 'name|name|', 'opened||'],
      ['t', 'a||', 'b||'],
    ],
  ],
  [
    'two tables, names in quotes',
    'create table "A" ("x y" int, [z] int); CREATE TABLE b (c int, d int, primary key (c))',
    [
      ['A', 'x y||', 'z||'],
      ['b', 'c||', 'd||'],
    ],
  ],
  ['what is no such text', 'id,name\n1,CREATE TABLE\n', []],
  ['a table that does not end', 'CREATE TABLE a (b int, c', []],
])('%s', (_, text, expected) => {
  expect(told(text)).toEqual(expected);
});
