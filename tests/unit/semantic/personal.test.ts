import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, it } from 'mocha'
import type { PersonalKind } from '../../../src/protocol/index.ts'
import { detectPersonal, semanticType } from '../../../src/semantic/index.ts'

const file = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

/** Columns of a CSV file without line breaks in its cells, by name; missing cells left out. */
function columnsOf(path: string, most = 1000): Map<string, string[]> {
  const bytes = readFileSync(file(path))
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\ufeff/, '')
  const rows = text
    .split(/\r?\n/)
    .slice(0, most + 1)
    .map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, -1).map((match) => match[1]!.replace(/^"|"$/g, '')))
  const [heads, ...body] = rows as [string[], ...string[][]]
  return new Map(heads.map((head, i) => [head.trim(), body.map((row) => row[i] ?? '').filter((cell) => cell !== '')]))
}

function found(path: string): Record<string, PersonalKind> {
  const kinds: Record<string, PersonalKind> = {}
  for (const [name, values] of columnsOf(path)) {
    const guess = detectPersonal(name, values)
    if (guess !== null) kinds[name] = guess.kind
  }
  return kinds
}

function shared(name: string, path: string, expected: Record<string, PersonalKind>): void {
  it(`detectPersonal() finds the personal columns of ${name}`, function () {
    if (!existsSync(file(path))) {
      console.log(`      skipped: ${path} is not there`)
      this.skip()
    }
    assert.deepEqual(found(path), expected)
  })
}

describe('detectPersonal() on real tables', () => {
  it('detectPersonal() finds only CustomerID in Online Retail', () =>
    assert.deepEqual(found('datasets/online-retail.csv'), { CustomerID: 'id' }))
  it('detectPersonal() finds nothing in stock prices', () => assert.deepEqual(found('datasets/aapl.csv'), {}))
  shared('fake identities', '../shared/data/B-pii-fakenames/FakeNameGenerator.com_3000.csv.gz', {
    GivenName: 'name',
    MiddleInitial: 'name',
    Surname: 'name',
    StreetAddress: 'address',
    EmailAddress: 'email',
    Username: 'id',
    Password: 'id',
    TelephoneNumber: 'phone',
    MothersMaiden: 'name',
    Birthday: 'birthdate',
    CCNumber: 'card',
    NationalID: 'idcard',
  })
  const data = '../shared/data'
  shared('Northwind orders', `${data}/A-northwind/orders.csv`, {
    customer_id: 'id',
    employee_id: 'id',
    ship_name: 'name',
    ship_address: 'address',
  })
  shared('Northwind products', `${data}/A-northwind/products.csv`, {})
  shared('Northwind order details', `${data}/A-northwind/order_details.csv`, {})
  shared('Chinook tracks', `${data}/A-chinook/Track.csv`, {})
  shared('Chinook artists', `${data}/A-chinook/Artist.csv`, {})
  shared('Chinook customers', `${data}/A-chinook/Customer.csv`, {
    CustomerId: 'id',
    FirstName: 'name',
    LastName: 'name',
    Address: 'address',
    Phone: 'phone',
    Fax: 'phone',
    Email: 'email',
    SupportRepId: 'id',
  })
})

describe('detectPersonal()', () => {
  const many = <T>(make: (i: number) => T) => Array.from({ length: 40 }, (_, i) => make(i))
  const mobiles = many((i) => `1${3 + (i % 7)}${String(812345678 + i * 7919).padStart(9, '0')}`)

  it('detectPersonal() reads Chinese names of columns', () => {
    const cases: readonly (readonly [string, readonly unknown[], PersonalKind])[] = [
      ['手机号', mobiles, 'phone'],
      ['联系电话', ['010-62345678', '021-54321000'], 'phone'],
      ['姓名', ['王小明', '李雷'], 'name'],
      ['收货人', ['韩梅梅'], 'name'],
      ['收货地址', ['北京市海淀区中关村大街27号'], 'address'],
      ['身份证号', ['11010519491231002X'], 'idcard'],
      ['用户ID', [1, 2, 3], 'id'],
      ['会员编号', ['M0001', 'M0002'], 'id'],
      ['出生日期', ['1990-01-02'], 'birthdate'],
      ['银行卡号', ['6222021234567890123'], 'card'],
      ['邮箱', ['a@example.com'], 'email'],
    ]
    for (const [name, values, kind] of cases) assert.equal(detectPersonal(name, values)?.kind, kind, name)
  })

  it('detectPersonal() knows values whatever the column is called', () => {
    assert.equal(
      detectPersonal(
        'c1',
        many((i) => `user${i}@example.com`),
      )?.kind,
      'email',
    )
    assert.equal(detectPersonal('c2', ['11010519491231002X', '34052419800101001X', '440524188001010014'])?.kind, 'idcard')
    assert.equal(detectPersonal('c3', mobiles)?.kind, 'phone')
    assert.equal(
      detectPersonal(
        'c4',
        many((i) => `10.0.${i}.${i * 3}`),
      )?.kind,
      'ip',
    )
    assert.equal(
      detectPersonal(
        'c5',
        many((i) => `${i + 1} Elm Street`),
      )?.kind,
      'address',
    )
  })

  it('detectPersonal() leaves codes, invoices, quantities and prices alone', () => {
    const innocent: readonly (readonly [string, readonly unknown[]])[] = [
      ['InvoiceNo', many((i) => `53${6000 + i}`)],
      ['order_id', many((i) => 13_812_345_678 + i)],
      ['StockCode', ['85123A', '71053', 'POST']],
      ['sku', many((i) => `SKU-${i}`)],
      ['ean', ['4006381333931', '4006381333948', '4006381333955']],
      ['Quantity', [6, -3, 12]],
      ['UnitPrice', [2.55, 3.39]],
      ['product_name', ['Peter Pan book', 'Anna doll', 'Maria lamp']],
      ['company_name', ['Alfreds Futterkiste']],
      ['phone_model', ['X-200', 'X-300']],
      ['PhoneService', ['Yes', 'No']],
      ['email_opt_in', [true, false]],
      ['customer_type', ['Member', 'Normal']],
      ['customer_count', [3, 4, 5]],
      ['country', ['UK', 'DE']],
      ['version', ['1.2.3.4', '1.2.3.5', '2.0.0.1']],
      ['订单编号', ['20200101001', '20200101002']],
      ['商品名称', ['王老吉凉茶', '李宁跑鞋']],
      ['name', ['Rock', 'Jazz', 'Metal', 'Blues']],
    ]
    for (const [name, values] of innocent) assert.equal(detectPersonal(name, values), null, name)
  })

  it('detectPersonal() judges a column called name by what it holds', () => {
    assert.equal(detectPersonal('name', ['Peter Smith', 'Anna Jones', 'Maria Lopez', 'Zyx Qwv'])?.kind, 'name')
    assert.equal(detectPersonal('客户', ['王小明', '李雷', '韩梅梅'])?.kind, 'name')
  })

  it('detectPersonal() goes by the name alone when there are no values', () => {
    assert.equal(detectPersonal('email', [null, undefined])?.kind, 'email')
    assert.equal(detectPersonal('price', []), null)
  })

  it('detectPersonal() gives a confidence of 0.5 to 1', () => {
    for (const [name, values] of [
      ['CustomerID', [1, 2]],
      ['c', mobiles],
      ['email', []],
    ] as const) {
      const { confidence } = detectPersonal(name, values)!
      assert.ok(confidence >= 0.5 && confidence <= 1)
    }
  })
})

describe('semanticType()', () => {
  const cases: readonly (readonly [string, readonly unknown[], string | undefined])[] = [
    ['StockCode', ['85123A', '71053'], 'code'],
    ['UnitPrice', [2.55, 1], 'price'],
    ['Quantity', [1, 2], 'quantity'],
    ['Country', ['United Kingdom', 'EIRE', 'France'], 'country'],
    ['国家', ['英国', '法国'], 'country'],
    ['c', ['https://example.com/a', 'https://example.com/b', 'https://example.com/c'], 'url'],
    ['lat', [51.5, -12.1], 'latitude'],
    ['currency', ['GBP', 'EUR'], 'currency'],
    ['ean', ['4006381333931', '4006381333931'], 'gtin'],
    [
      'session',
      ['0b8f8f0e-1c5b-4c55-9f7e-0f0f0f0f0f0f', '1b8f8f0e-1c5b-4c55-9f7e-0f0f0f0f0f0f', '2b8f8f0e-1c5b-4c55-9f7e-0f0f0f0f0f0f'],
      'uuid',
    ],
    ['email', ['a@example.com'], 'email'],
    ['comment', ['nice', 'good'], undefined],
    ['anything', [], undefined],
  ]
  for (const [name, values, type] of cases)
    it(`semanticType() of ${name} is ${type ?? 'not known'}`, () => assert.equal(semanticType(name, values)?.type, type))
})
