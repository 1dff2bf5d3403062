/** How records are written: in the long form of MADR, or in the short one of Nygard. */
export const formats = ['madr', 'nygard'] as const;
export type Format = (typeof formats)[number];

/** How much of a record stands in its front matter: what MADR has there, or its title and links too. */
export const fronts = ['short', 'full'] as const;
export type Front = (typeof fronts)[number];
