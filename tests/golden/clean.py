"""Reference values of cleaning steps: pandas 3 and NumPy 2. Run: python tests/golden/clean.py > tests/golden/clean.json"""
import json
import numpy as np
import pandas as pd

lines = pd.read_csv('datasets/online-retail.csv')
price, quantity = lines['UnitPrice'], lines['Quantity']


def limits(values):
    q1, q3 = np.quantile(values, [0.25, 0.75])
    median = np.median(values)
    mad = np.median(np.abs(values - median))
    mean, std = values.mean(), values.std(ddof=1)
    return {
        'iqr': [q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)],
        'mad': [median - 3.5 * 1.4826 * mad, median + 3.5 * 1.4826 * mad],
        'z': [mean - 3 * std, mean + 3 * std],
    }


iqr = limits(quantity)['iqr']
by_country = lines.groupby('Country')['UnitPrice'].median()
print(json.dumps({
    'pandas': pd.__version__,
    'numpy': np.__version__,
    'rows_without_repeats': len(lines.drop_duplicates()),
    'rows_by_invoice_and_code': len(lines.drop_duplicates(['InvoiceNo', 'StockCode'])),
    'price': {'mean': price.mean(), 'median': price.median(), 'mode': price.mode()[0], 'limits': limits(price)},
    'quantity': {'mean': quantity.mean(), 'median': quantity.median(), 'mode': int(quantity.mode()[0]), 'limits': limits(quantity)},
    'customer_mode': int(lines['CustomerID'].mode()[0]),
    'median_price_by_country': by_country.to_dict(),
    'outside_iqr': int(((quantity < iqr[0]) | (quantity > iqr[1])).sum()),
}, indent=2))
