/** Where a message can be read, made as Slack makes it; empty where the workspace's address is not known. */
export function permalinkOf(url: string, channel: string, ts: string, thread: string): string {
  if (url === '' || channel === '' || !/^\d+\.\d+$/.test(ts)) return '';
  const address = `${url}archives/${channel}/p${ts.replace('.', '')}`;
  return thread === '' || thread === ts ? address : `${address}?thread_ts=${thread}&cid=${channel}`;
}
