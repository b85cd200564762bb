/** A TypeScript expression or statement as JavaScript. What cannot be read is given back as it is: the engine says what is wrong. */
export async function javaScriptOf(text: string): Promise<string> {
  const { transformSync } = await import('oxc-transform')
  for (const candidate of [`(${text}\n)`, text]) {
    const { code, errors } = transformSync('expression.ts', candidate, { lang: 'ts', typescript: { onlyRemoveTypeImports: true } })
    if (errors.length === 0) return code
  }
  return text
}
