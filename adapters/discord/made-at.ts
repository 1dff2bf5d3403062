/**
 * When something with an id of Discord's was made, in milliseconds since 1970; long ago for what is no such id.
 * https://docs.discord.com/developers/reference#snowflakes
 */
export function madeAt(id: string): number {
  return /^\d{1,20}$/.test(id) ? Number((BigInt(id) >> 22n) + 1_420_070_400_000n) : 0;
}
