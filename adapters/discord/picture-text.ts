import { type APIComponentInContainer, type APITextDisplayComponent, ComponentType } from 'discord.js';
import { line } from '../view/view.ts';
import { painted } from './escape.ts';
import { maxAltText } from './limits.ts';
import type { DiscordMessage, Picture } from './message.ts';

/** The message with a picture's words in its place, where it could not be drawn or attached. */
export function withoutPicture(message: DiscordMessage, picture: Picture): DiscordMessage {
  const told = <Component extends APIComponentInContainer>(one: Component) =>
    shows(one, picture) ? pictureInWords(picture) : one;
  return {
    components: message.components.map((one) =>
      one.type === ComponentType.Container ? { ...one, components: one.components.map(told) } : told(one),
    ),
    pictures: message.pictures.filter(({ file }) => file !== picture.file),
  };
}

function shows(component: APIComponentInContainer, { file }: Picture): boolean {
  return (
    component.type === ComponentType.MediaGallery &&
    component.items.some(({ media }) => media.url === `attachment://${file}`)
  );
}

/** What a picture shows, as text. */
export function pictureInWords({ alt }: Picture): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content: painted(line(alt, maxAltText)).markup };
}
