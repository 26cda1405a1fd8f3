import { encodeAll } from '../write/encoding.ts';

const singleSurnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗' +
  '郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡' +
  '余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金';

/** Frequent surnames; earlier ones are drawn more often. */
export const surnames = encodeAll([...Array.from(singleSurnames), '欧阳', '上官', '司马']);

/** 瑋 is there on purpose: its second byte in GB18030 is that of `|`. */
const givenText =
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚' +
  '桂英华文玉兰建国红梅志海燕春秀珍辉鹏飞龙' +
  '宇浩博思雨欣怡晨阳子涵佳琪梓萱俊豪雪松柏' +
  '瑋云帆嘉宁若溪沐言安然景行书远知夏青禾立';

export const givenCharacters = encodeAll(Array.from(givenText));

/** Cities of no real country: the bank is invented, so are its places. */
export const cities = [
  '云溪市',
  '青岚市',
  '南屏市',
  '沙洲市',
  '北岭市',
  '东渡市',
  '白石市',
  '澄江埠市',
] as const;

export const quarters = [
  '城东',
  '城西',
  '城南',
  '城北',
  '中心',
  '滨河',
  '新区',
  '古镇',
  '车站',
  '大学城',
] as const;
