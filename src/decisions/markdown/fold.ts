/** A text as its words are compared: small letters, each in one form. */
export function foldCase(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('i\u0307', 'i')
    .normalize('NFKC')
    .replaceAll('ı', 'i')
    .replaceAll('ё', 'е')
    .replace(/[’ʼ`´]/g, "'");
}

/** A text as names are compared: accents left out too, so that "Décideurs" and "decideurs" are one. */
export function fold(text: string): string {
  return foldCase(text)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC');
}
