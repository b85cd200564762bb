import 'assay/sources'

declare module 'assay/sources' {
  interface Sources {
    'orders.csv': { order_id: string | null; user_id: string | null; qty: number | null; price: number | null; placed: Date | null }
    'users.csv': { user_id: string | null; name: string | null; phone: string | null; email: string | null; city: string | null }
    'aapl.csv': { Date: Date | null; 'AAPL.Open': number | null; 'AAPL.Close': number | null }
  }
}
