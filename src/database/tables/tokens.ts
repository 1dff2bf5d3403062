/** What a program of a team's own shows when it asks. The secret itself is nowhere: only its digest. */
export interface TokenTable {
  id: string;
  workspace: string;
  name: string;
  /** SHA-256 of the whole token. */
  digest: string;
  /** JSON list. */
  scopes: string;
  /** Channels whose records it sees as their members do; JSON list. */
  channels: string;
  created_at: string;
  created_by: string;
  expires_at: string | null;
  revoked_at: string | null;
  /** To the hour. */
  last_used_at: string | null;
}
