/** The kernel's logo: a set of scales' beam over a column of values. */
export const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <rect width="64" height="64" rx="12" fill="#12483f"/>
  <path d="M32 12v40M18 52h28M14 20h36" stroke="#f3efe2" stroke-width="4" stroke-linecap="round" fill="none"/>
  <path d="M8 36a8 8 0 0 0 16 0L16 20zM40 36a8 8 0 0 0 16 0L48 20z" fill="#e0a93b"/>
</svg>
`
