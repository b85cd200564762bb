import type { PersonalKind } from '../protocol/index.ts'
import { isPersonName } from './given-names.ts'
import * as shape from './shapes.ts'
import { valuesAsText } from './values.ts'
import { wordsOf } from './words.ts'

/** What kind of personal data a column seems to hold, and how sure that is: 0.5 a guess, 1 certain. */
export interface PersonalGuess {
  readonly kind: PersonalKind
  readonly confidence: number
}

interface Detector {
  readonly kind: PersonalKind
  /** Matches the words of the column's name, joined by blanks and between blanks. */
  readonly name: RegExp
  readonly not?: RegExp
  /** What a value must look like where the name says so, and the share of values that must. */
  readonly fits: (value: string) => boolean
  readonly share: number
  /** What a value must look like where the name says nothing, and the share of values that must. */
  readonly alone?: { readonly fits: (value: string) => boolean; readonly share: number; readonly confidence: number }
  /** Confidence of the name alone, for columns without values. */
  readonly named: number
}

const person =
  'customer|customers|cust|user|users|client|member|buyer|shopper|person|people|patient|subscriber|guest|visitor|account|acct|employee|emp|staff|household|passenger|student|contact|cookie|device|advertising|login|support rep|sales rep|player|consumer|cardholder|holder|applicant|borrower|reviewer'
const key = 'id|ids|no|nr|num|number|code|key|uid|uuid|guid|ref|hash|token|identifier'

/** In the order asked: the surest forms first. */
const detectors: readonly Detector[] = [
  {
    kind: 'email',
    name: / e ?mails?( addr| address| id)? |邮箱|电子邮件|邮件地址|电邮/,
    not: / (count|sent|opened|opt|verified|status|type|flag|subject|domain|provider|template|campaign|is|has|num|rate) /,
    fits: shape.isEmail,
    share: 0.1,
    alone: { fits: shape.isEmail, share: 0.3, confidence: 0.95 },
    named: 0.7,
  },
  {
    kind: 'idcard',
    name: / (id ?card|identity|ssn|social security|soc sec|national id|nationalid|passport|driver s? ?licen[cs]e|cpf|nino|tax ?payer id)( no| number| num| id| card)* |身份证|证件号|护照|社保号/,
    not: / (type|issued|expiry|expires|date|country|status) |类型|日期/,
    fits: shape.isDocumentNumber,
    share: 0.5,
    alone: { fits: shape.isIdCard, share: 0.5, confidence: 0.98 },
    named: 0.7,
  },
  {
    kind: 'card',
    name: / (credit ?card|debit ?card|bank ?card|card|cc|pan|payment card) ?(no|nr|num|number|pan)? |iban|bank account| account number |银行卡|信用卡|卡号|银行账[号户]/,
    not: / (type|brand|expires?|expiry|holder|name|gift|loyalty|graphics|video|memory|sim|post|score|id|cvv ?2?) |类型|会员卡/,
    fits: shape.isCardLike,
    share: 0.3,
    alone: { fits: shape.isCard, share: 0.8, confidence: 0.9 },
    named: 0.6,
  },
  {
    kind: 'ip',
    name: / (ip|ipv4|ipv6|ip ?addr|ip ?address|remote addr|client ip|source ip) |IP ?地址|ip ?地址/,
    fits: shape.isIp,
    share: 0.3,
    alone: { fits: shape.isIp, share: 0.8, confidence: 0.85 },
    named: 0.6,
  },
  {
    kind: 'phone',
    name: / (phone|phones|telephone|tele|tel|mobile|cell|cellphone|fax|msisdn|whatsapp|handphone|smartphone|landline)( no| nr| num| number| phone)? | (home|work|contact|mobile|cell) ?(phone|number|no) |phone(number|no)? |手机|电话|联系方式|传真|移动电话/,
    not: / (model|brand|type|count|country|code|verified|os|app|version|service|flag|is|has|plan|price|sku|category) |型号|品牌/,
    fits: shape.isPhone,
    share: 0.3,
    alone: { fits: shape.isMarkedPhone, share: 0.8, confidence: 0.75 },
    named: 0.7,
  },
  {
    kind: 'birthdate',
    name: / (birth ?date|date of birth|birth ?day|dob|d o b|born|birth year|year of birth|birth) |生日|出生日期|出生年月|出生年份/,
    not: / (place|city|country|weight|rate|count|order) /,
    fits: shape.isBirthdate,
    share: 0.3,
    named: 0.8,
  },
  {
    kind: 'address',
    name: / (address|addresses|addr|street|streetaddress|residence|mailing|domicile|apartment|house number|street number)( line)?( \d)? |地址|住址|门牌|街道/,
    not: / (e ?mail|ip|mac|web|url|site|type|state|city|country|region|zip|postal|postcode|count|id|memory|wall|wallet|bus) |邮箱|网址|邮件/,
    fits: (value) => /\p{L}/u.test(value) || /^\d+[a-z]?$/i.test(value),
    share: 0.5,
    alone: { fits: shape.isAddress, share: 0.6, confidence: 0.75 },
    named: 0.6,
  },
  {
    kind: 'id',
    name: new RegExp(
      ` (${person})( unique| global| internal| external| social| master| crm)? (${key}) | (${person})(${key}) | (uid|userid|openid|unionid|customerno|imei|imsi|password|passwd|pwd|idfa|gaid|aaid|mac address|login|user ?name|screen name|nick ?name|handle) |(客户|用户|会员|买家|顾客|员工|患者|账户|设备)(编号|id| id |号码?|代码|标识)|会员号|密码|账号|帐号|工号|用户名|昵称|微信号|qq ?号|登录名`,
    ),
    not: / (type|count|segment|service|status|group|support ticket|total|age|level|category|device (code|no|num|number)|price|quantity) /,
    fits: (value) => !/^-?\d+\.\d*[1-9]/.test(value) && value.length <= 128,
    share: 0.9,
    named: 0.8,
  },
  {
    kind: 'name',
    name: / (first|last|middle|given|family|full|maiden|fore|sur|birth|legal|real|preferred|customer|client|contact|employee|emp|person|buyer|recipient|receiver|consignee|cardholder|card holder|account holder|holder|patient|passenger|guest|member|user full|ship|ship to|shipping|billing|sender|author|reviewer|driver|student|teacher|mother s?|mothers|father s?|staff|seller contact) ?(names?|initials?|maiden) | (firstname|lastname|fullname|surname|forename|givenname|familyname|fname|lname|mothers maiden|middle initial|consignee|recipient|cardholder) |姓名|收货人|收件人|联系人|真实名字|寄件人|持卡人|姓氏/,
    not: / (company|product|type|file|host|city|country|status|ship mode|birth (city|place)) |(电话|手机|地址|邮箱)/,
    fits: (value) => /\p{L}/u.test(value) && value.length <= 80 && !/[@{}<>=]/.test(value),
    share: 0.5,
    named: 0.7,
  },
]

const bareName =
  /^ (name|names|person|contact|customer|client|buyer|employee|owner|user|author|assignee|cashier|salesperson|sales ?rep|manager|名字|客户|顾客|买家|会员|用户) $/

function shareOf(values: readonly string[], fits: (value: string) => boolean): number {
  let count = 0
  for (const value of values) if (fits(value)) count++
  return values.length === 0 ? 0 : count / values.length
}

/** A column called just "name" or "customer" is judged by what it holds. */
function judgeBareName(name: string, values: readonly string[]): PersonalGuess | null {
  if (!bareName.test(name) || values.length === 0) return null
  const share = shareOf(values, isPersonName)
  if (share >= 0.25) return { kind: 'name', confidence: Math.min(0.9, 0.6 + share / 3) }
  if (
    /^ (customer|client|buyer|employee|user|客户|顾客|买家|会员|用户) $/.test(name) &&
    shareOf(values, (v) => /\d/.test(v) && /^[\w.-]{3,64}$/.test(v)) >= 0.9
  ) {
    return { kind: 'id', confidence: 0.6 }
  }
  return null
}

/**
 * Whether a column seems to hold personal data: by the words of its name (English and Chinese) and by the form of its values, with the check
 * digits of identity cards (GB 11643), payment cards (Luhn) and IBANs.
 *
 * Product codes, invoice numbers, quantities and prices are not personal. It is a suspicion, never a proof that a column is free of personal data.
 *
 * @param column name of the column
 * @param values a sample of its values; missing ones are left out. With none, the name alone decides.
 * @returns the kind and a confidence of 0.5 to 1, or null
 * @example
 * detectPersonal('CustomerID', [17850, 13047]) // { kind: 'id', confidence: 1 }
 * detectPersonal('手机号', ['13812345678'])?.kind // 'phone'
 * detectPersonal('StockCode', ['85123A', '71053']) // null
 */
export function detectPersonal(column: string, values: readonly unknown[]): PersonalGuess | null {
  const name = ` ${wordsOf(column).join(' ')} `
  const texts = valuesAsText(values)
  const distinct = new Set(texts)
  if (texts.length > 0 && [...distinct].every((value) => /^(true|false|yes|no|y|n|t|f|0|1|是|否|有|无)$/i.test(value))) return null
  for (const detector of detectors) {
    if (!detector.name.test(name) || detector.not?.test(name)) continue
    if (texts.length === 0) return { kind: detector.kind, confidence: detector.named }
    const share = shareOf(texts, detector.fits)
    if (share >= detector.share)
      return { kind: detector.kind, confidence: Math.min(1, detector.named + 0.1 + (1 - detector.named) * 0.5 * share) }
  }
  const productLike =
    / (sku|product|item|stock|invoice|order|barcode|ean|upc|gtin|asin|isbn|price|amount|quantity|qty|total|version) |条码|商品|订单|价格|数量|货号/.test(
      name,
    )
  if (texts.length >= 3 && distinct.size >= 2) {
    for (const { kind, alone } of detectors) {
      if (alone === undefined || (productLike && kind !== 'email' && kind !== 'idcard')) continue
      const share = shareOf(texts, alone.fits)
      if (share >= alone.share) return { kind, confidence: alone.confidence * (0.8 + 0.2 * share) }
    }
  }
  return judgeBareName(name, texts)
}
