import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const file = (path: string) => require.resolve(`@expo-google-fonts/arimo/${path}`);

/** The font that PNGs are drawn and texts measured with: TTF, because resvg draws nothing from a woff and says nothing. */
export const fontFiles = {
  regular: file('400Regular/Arimo_400Regular.ttf'),
  bold: file('700Bold/Arimo_700Bold.ttf'),
};

/** Arimo has the widths of Arial, Liberation Sans and Helvetica: where an SVG is shown without it, nothing moves. */
export const fontFamily = 'Arimo, Arial, Liberation Sans, Helvetica, sans-serif';

export const bundledFamily = 'Arimo';
