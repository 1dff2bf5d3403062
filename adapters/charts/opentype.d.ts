// Only what measuring needs: @types/opentype.js would bring the browser's globals into the whole project.
declare module 'opentype.js/dist/opentype.mjs' {
  interface Glyph {
    /** 0 for a character that the font does not have. */
    readonly index: number;
    readonly advanceWidth?: number;
  }

  export interface Font {
    readonly unitsPerEm: number;
    charToGlyph(character: string): Glyph;
  }

  export function parse(file: ArrayBuffer): Font;
}
