import { eventCallbackSchema } from './payloads.ts';

/** The workspace that something came from; where the app is installed decides, not where the person is at home. */
export function teamOf(body: unknown): string {
  const event = eventCallbackSchema.safeParse(body);
  if (event.success) {
    const installed = event.data.authorizations?.find(({ team_id }) => team_id != null)?.team_id;
    return installed ?? event.data.team_id;
  }
  if (typeof body !== 'object' || body === null) return '';
  if ('team_id' in body && typeof body.team_id === 'string') return body.team_id;
  const team = 'team' in body ? body.team : null;
  if (typeof team === 'object' && team !== null && 'id' in team) return String(team.id);
  const user = 'user' in body ? body.user : null;
  return typeof user === 'object' && user !== null && 'team_id' in user ? String(user.team_id) : '';
}
