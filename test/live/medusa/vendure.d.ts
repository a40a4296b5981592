/** What the other shop's seed is made of is plain JavaScript, for its own server runs it. */
declare module '*/vendure/shop/png.js' {
  export function picture(text: string, width?: number, height?: number): Uint8Array;
}
declare module '*/vendure/shop/texts.js' {
  export function slug(text: string): string;
  /** Polish, then English. */
  export function productTexts(name: string, english: string, index: number): { name: string; description: string }[];
}
