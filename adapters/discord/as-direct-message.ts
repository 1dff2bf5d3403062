import { type APIComponentInContainer, type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import { type MessageWithFiles, textIn, wordsOnly } from './attach-charts.ts';
import { maxComponents, maxMessageText } from './limits.ts';

/**
 * A message of a server as it is sent directly instead: what is pressed there would count in another workspace, so nothing
 * can be, and it says where to go on.
 */
export function asDirectMessage({ body, files }: MessageWithFiles, link: string): MessageWithFiles {
  const goOn = { type: ComponentType.TextDisplay as const, content: `Go on in the server: <${link}>` };
  const left = body.components.flatMap(withoutControls);
  const text = textIn(left);
  const room = maxMessageText - goOn.content.length - 1;
  if (text.length <= room && countOf(left) < maxComponents)
    return { body: { ...body, components: [...left, goOn] }, files };
  const short = wordsOnly(text.slice(0, room)).body;
  return { body: { ...short, components: [...short.components, goOn] }, files: [] };
}

function withoutControls(component: APIMessageTopLevelComponent): APIMessageTopLevelComponent[] {
  if (component.type !== ComponentType.Container) return shownOf(component);
  const components = component.components.flatMap(shownOf);
  return components.length === 0 ? [] : [{ ...component, components }];
}

/** What a component shows, without what can be pressed in it. */
function shownOf(component: APIComponentInContainer): APIComponentInContainer[] {
  switch (component.type) {
    case ComponentType.ActionRow:
      return [];
    case ComponentType.Section:
      return component.components;
    default:
      return [component];
  }
}

function countOf(components: readonly APIMessageTopLevelComponent[]): number {
  return components.reduce((count, one) => count + 1 + ('components' in one ? one.components.length : 0), 0);
}
